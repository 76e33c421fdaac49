using Akka.Actor;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Working;

namespace Mul.Actors.Tests.Nodes.Working;

public sealed class FeederSpecs : IDisposable
{
    private readonly ScriptedWorkplace _workplace = new();
    private readonly Feeder _feeder;

    public FeederSpecs() => _feeder = new Feeder(_workplace, ActorRefs.Nobody);

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public void A_pool_is_told_as_many_as_are_missing()
    {
        Add(1, 2, 3);

        _feeder.FillUp(0, 2);
        Assert.Equal([1, 2], _workplace.Started);
        _feeder.FillUp(0, 2);
        Assert.Equal([1, 2], _workplace.Started);

        Assert.Equal(0, _feeder.Answered(1));
        _feeder.FillUp(0, 2);
        Assert.Equal([1, 2, 3], _workplace.Started);
        Assert.True(_feeder.IsEmpty(0));
    }

    [Fact]
    public void A_job_that_comes_again_before_its_pool_has_answered_is_not_told_again()
    {
        Add(1);
        _feeder.FillUp(0, 2);
        _feeder.Forget();
        Add(1, 2);
        _feeder.FillUp(0, 3);
        Assert.Equal([1, 2], _workplace.Started);

        Assert.Equal(0, _feeder.Answered(1));
        Assert.Null(_feeder.Answered(1));
        Add(1);
        _feeder.FillUp(0, 3);
        Assert.Equal([1, 2, 1], _workplace.Started);
    }

    [Fact]
    public void What_waits_can_be_forgotten_or_told_whatever_is_missing()
    {
        Add(1, 2);
        _feeder.Forget();
        _feeder.TellAll();
        Assert.Empty(_workplace.Started);

        Add(3, 4);
        _feeder.FillUp(0, 1);
        _feeder.TellAll();
        Assert.Equal([3, 4], _workplace.Started);
    }

    private void Add(params ReadOnlySpan<int> jobs)
    {
        foreach (var job in jobs)
        {
            _feeder.Add(new Lease(job, 0, new Attempt(1, 1)));
        }
    }
}
