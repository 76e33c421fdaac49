using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Running;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Running;

/// <summary>How a run ends before its time. Hours are told, not waited for.</summary>
public sealed class RunCancelSpecs : RunTestKit
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_cancelled_run_tells_no_more_jobs_and_is_finished_when_those_in_hand_are_answered()
    {
        MakeRunOf(jobs: 10, Arrivals.Window(2), grace: Grace);
        await BeginAsync();
        await ToldAsync();

        Run.Tell(RunProtocol.Cancel.Instance);
        Answer(0);
        await AssertGoesOnAsync();
        Run.Tell(new Cancelled(1, default));

        var log = await FinishedAsync();
        Assert.Equal((10, 2, 2), (log.Jobs, log.Told, log.Answered));
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Cancelled], log.ToRecords().Select(record => record.Outcome));
        Assert.Empty(await Pool.ReceiveWhileAsync<object>(_ => true, TimeSpan.Zero, TimeSpan.Zero, 1, false).ToListAsync());
    }

    [Fact]
    public async Task A_run_cancelled_with_nothing_in_hand_is_finished_at_once()
    {
        MakeRunOf(jobs: 2, Arrivals.Rate(1 / TimeSpan.FromDays(1).TotalSeconds));
        await BeginAsync();
        Answer(0);

        Run.Tell(RunProtocol.Cancel.Instance);

        Assert.Equal(1, (await FinishedAsync()).Told);
    }

    [Fact]
    public async Task A_run_cancelled_before_it_begins_tells_nothing_and_is_finished_when_it_begins()
    {
        MakeRunOf(jobs: 5);
        Run.Tell(RunProtocol.Cancel.Instance);

        await AssertGoesOnAsync();
        Run.Tell(RunProtocol.Begin.Instance, TestActor);

        Assert.Equal(0, (await FinishedAsync()).Told);
        Assert.False(Pool.HasMessages);
    }

    [Fact]
    public async Task Jobs_that_are_not_answered_within_the_grace_count_as_cancelled()
    {
        MakeRunOf(jobs: 3, grace: Grace);
        await BeginAsync();
        Answer(1);
        Run.Tell(RunProtocol.Cancel.Instance);

        Pulse(0.5 * Grace);
        await AssertGoesOnAsync();
        Pulse(1.5 * Grace);

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Cancelled, OutcomeKind.Completed, OutcomeKind.Cancelled], log.ToRecords().Select(record => record.Outcome));
        Assert.Empty(log.Reasons);
    }

    // A long backlog of short jobs would otherwise hold up the end for as long as it lasts.
    [Fact]
    public async Task The_grace_is_not_prolonged_by_outcomes()
    {
        MakeRunOf(jobs: 3, grace: Grace);
        await BeginAsync();
        Run.Tell(RunProtocol.Cancel.Instance);

        Answer(0, finished: At(0.9 * Grace));
        Pulse(1.5 * Grace);

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Cancelled, OutcomeKind.Cancelled], log.ToRecords().Select(record => record.Outcome));
    }

    [Fact]
    public async Task During_the_grace_a_silence_fails_nobody()
    {
        MakeRunOf(jobs: 1, maxSilence: 0.1 * Grace, grace: Grace);
        await BeginAsync();
        Run.Tell(RunProtocol.Cancel.Instance);

        Pulse(0.5 * Grace);

        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task A_second_cancel_does_not_prolong_the_grace()
    {
        MakeRunOf(jobs: 1, grace: TimeSpan.Zero);
        await BeginAsync();
        Run.Tell(RunProtocol.Cancel.Instance);
        await AssertGoesOnAsync();
        var cancelled = Stopwatch.GetTimestamp();

        Run.Tell(RunProtocol.Cancel.Instance);
        Run.Tell(new RunProtocol.Pulse(cancelled));

        Assert.Equal(OutcomeKind.Cancelled, (await FinishedAsync()).ToRecords()[0].Outcome);
    }
}
