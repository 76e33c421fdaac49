using Mul.Actors.Jobs;
using Mul.Host.Nodes;
using Mul.Host.Processes;

namespace Mul.Host.Tests.Nodes;

/// <summary>Whether the nodes of a run have come, and are left.</summary>
public sealed class MusterSpecs : IDisposable
{
    private const int Two = 2;

    private static readonly EndedNode OneOfTwo = new("own-2", Left: 1, "own-2 ended with exit code 137.");
    private static readonly EndedNode LastOfTwo = new("own-1", Left: 0, "own-1 ended with exit code 134.");

    private readonly CancellationTokenSource _cancellation = new();
    private readonly Pools _pools = new();
    private readonly Muster _muster;

    public MusterSpecs() => _muster = new Muster(_cancellation.Cancel);

    public void Dispose() => _cancellation.Dispose();

    [Fact]
    public void A_run_begins_when_all_are_there()
    {
        var looks = 0;

        Wait(() => ++looks == 3);

        Assert.True(_muster.IsComplete);
        Assert.False(_cancellation.IsCancellationRequested);
        Assert.False(_pools.AreDisposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_node_process_that_ends_before_all_are_there_ends_the_wait_and_is_named(bool others)
    {
        var mistake = Assert.Throws<UserException>(() => Wait(() =>
        {
            _muster.Lose(OneOfTwo, Two, others);
            return false;
        }));

        Assert.Equal("too few nodes to begin: 1 of 2 node processes are left. own-2 ended with exit code 137.", mistake.Message);
        Assert.Equal(ExitCode.TooFewNodes, mistake.ExitCode);
        Assert.True(_pools.AreDisposed);
    }

    [Fact]
    public void Who_ends_before_the_wait_begins_is_not_missed_and_the_first_is_named()
    {
        _muster.Lose(OneOfTwo, Two, others: false);
        _muster.Lose(LastOfTwo, Two, others: false);

        Assert.Contains("own-2", Assert.Throws<UserException>(() => Wait(() => true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_all_have_been_there_the_run_goes_on_as_long_as_one_is_left()
    {
        Wait(() => true);
        _muster.Lose(OneOfTwo, Two, others: false);
        _muster.ThrowIfFailed();
        Assert.False(_cancellation.IsCancellationRequested);

        _muster.Lose(LastOfTwo, Two, others: false);

        Assert.Equal("too few nodes to go on: 0 of 2 node processes are left. own-1 ended with exit code 134.", Assert.Throws<UserException>(_muster.ThrowIfFailed).Message);
        Assert.True(_cancellation.IsCancellationRequested);
    }

    [Fact]
    public void With_nodes_of_other_origin_it_goes_on_without_its_own()
    {
        Wait(() => true);

        _muster.Lose(LastOfTwo, Two, others: true);

        _muster.ThrowIfFailed();
    }

    [Fact]
    public void A_run_that_is_told_to_stop_waits_for_nobody()
    {
        _cancellation.Cancel();

        Wait(() => false);

        Assert.False(_muster.IsComplete);
    }

    private void Wait(Func<bool> areHere) => _muster.Wait(_pools, areHere, () => new UserException("too late"), _cancellation.Token);

    private sealed class Pools : IDisposable
    {
        public bool AreDisposed { get; private set; }

        public void Dispose() => AreDisposed = true;
    }
}
