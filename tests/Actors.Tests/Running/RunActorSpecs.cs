using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Running;

public sealed class RunActorSpecs : RunTestKit
{
    [Fact]
    public async Task A_run_is_finished_when_every_job_has_its_outcome()
    {
        MakeRunOf(jobs: 2);
        await BeginAsync();

        await AnswerNextJobAsync();
        await AssertGoesOnAsync();
        await AnswerNextJobAsync();

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Completed], Outcomes(log));
    }

    [Fact]
    public async Task A_run_stops_when_it_is_finished()
    {
        MakeRunOf(jobs: 1);
        await WatchAsync(Run);
        await BeginAsync();

        await AnswerNextJobAsync();

        await FinishedAsync();
        await ExpectTerminatedAsync(Run);
    }

    [Fact]
    public async Task A_run_without_jobs_is_finished_at_once()
    {
        MakeRunOf(jobs: 0);

        Run.Tell(RunProtocol.Begin.Instance, TestActor);

        Assert.Equal(0, (await FinishedAsync()).Told);
    }

    [Fact]
    public async Task Nothing_is_told_before_the_run_begins()
    {
        MakeRunOf(jobs: 2);

        Run.Tell(new RunProtocol.Pulse(long.MaxValue / 2));

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Each_job_is_told_once_in_order()
    {
        MakeRunOf(jobs: 100);
        await BeginAsync();

        Assert.Equal(Enumerable.Range(0, 100), await ToldAsync());
        Pulse(TimeSpan.FromSeconds(1));
        Answer(50);
        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Each_job_is_told_to_its_own_pool_and_answered_to_the_run()
    {
        var other = CreateTestProbe();
        PoolJob[] jobs = [new(0, new Numbered(0)), new(1, new Numbered(1)), new(0, new Numbered(2))];
        MakeRun(new RunPlan { Jobs = new JobList(jobs.Length, jobs), Pools = [Pool, other] });
        await BeginAsync();

        Assert.Equal([0, 2], await ToldAsync());
        Assert.Equal(1, (await other.ExpectMsgAsync<Job>()).Id);
        Assert.Equal(Run, other.LastSender);
        Assert.Equal([0, 1, 0], Written.ToRecords().Select(record => (int)record.Pool));
    }

    [Fact]
    public async Task A_record_holds_when_the_job_was_told_and_what_its_routee_said()
    {
        MakeRunOf(jobs: 3);
        var before = Stopwatch.GetTimestamp();
        await BeginAsync();
        var timeline = new JobTimeline(Started: Begun + 10, Finished: Begun + 30, Routee: 4, Thread: 17);

        Run.Tell(new Transferred(0, timeline, Digest: 99, Bytes: 40_000));
        Run.Tell(new Failed(1, timeline, "404 from origin"));
        Run.Tell(new Cancelled(2, timeline));

        var log = await FinishedAsync();
        var records = log.ToRecords();
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Failed, OutcomeKind.Cancelled], Outcomes(log));
        Assert.All(records, record => Assert.InRange(record.Enqueued, before, Begun));
        Assert.All(records, record => Assert.Equal(timeline, new JobTimeline(record.Started, record.Finished, record.Routee, record.Thread)));
        Assert.Equal((Mix.Of(0, 99), 40_000L), (log.Of(0).Digest, log.Of(0).Bytes));
        Assert.Equal("404 from origin", Assert.Single(log.Reasons, reason => reason.Key == 1).Value);
    }

    [Fact]
    public async Task A_second_outcome_of_a_job_is_not_counted()
    {
        MakeRunOf(jobs: 2);
        await BeginAsync();

        Run.Tell(CompletedAt(0, Begun, digest: 1));
        Run.Tell(CompletedAt(0, Begun, digest: 2));
        Run.Tell(new Failed(0, default, "too late"));
        await AssertGoesOnAsync();
        Answer(1);

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Completed], Outcomes(log));
        Assert.Equal(Mix.Of(0, 1) + Mix.Of(1, 0), log.Of(0).Digest);
        Assert.Empty(log.Reasons);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public async Task An_outcome_of_a_job_that_was_never_told_is_not_counted(int stranger)
    {
        MakeRunOf(jobs: 2, Arrivals.Window(1));
        await BeginAsync();

        Answer(stranger);
        await AssertGoesOnAsync();
        Answer(0);
        Answer(1);

        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Completed], Outcomes(await FinishedAsync()));
    }

    private static IEnumerable<OutcomeKind> Outcomes(RunLog log) => log.ToRecords().Select(record => record.Outcome);
}
