using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using static Mul.Actors.Running.RunProtocol;

namespace Mul.Actors.Tests.Running;

/// <summary>A list of jobs may come from anybody, and so may routees: what is wrong with them ends the run and does not leave it waiting.</summary>
public sealed class RunMistakeSpecs : RunTestKit
{
    [Fact]
    public async Task A_list_that_throws_ends_the_run_with_what_it_threw()
    {
        MakeRun(new RunPlan { Jobs = new JobList(3, Throwing()), Pools = [Pool] });
        await BeginAsync();

        var finished = await ExpectMsgAsync<RunFinished>();

        Assert.Equal("its jobs cannot be told: InvalidOperationException: no orders", finished.Mistake);
        Assert.Equal(1, finished.Log.Told);
    }

    [Fact]
    public async Task A_list_that_refuses_ends_the_run_in_its_own_words()
    {
        MakeRun(new RunPlan { Jobs = new JobList(3, Refusing()), Pools = [Pool] });
        await BeginAsync();

        Assert.Equal("its jobs cannot be told: orders.csv: line 2 is no order.", (await ExpectMsgAsync<RunFinished>()).Mistake);
    }

    [Fact]
    public async Task A_list_shorter_than_it_says_ends_the_run()
    {
        MakeRun(new RunPlan { Jobs = ListOf(2) with { Count = 3 }, Pools = [Pool] });
        await BeginAsync();

        Assert.StartsWith("its jobs cannot be told: of 3 jobs number 2 is missing", (await ExpectMsgAsync<RunFinished>()).Mistake, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_cannot_even_be_begun_ends_the_run()
    {
        MakeRun(new RunPlan { Jobs = new JobList(1, null!), Pools = [Pool] });
        await BeginAsync();

        Assert.StartsWith("its jobs cannot be told: NullReferenceException", (await ExpectMsgAsync<RunFinished>()).Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    public async Task A_job_with_another_number_or_for_no_pool_ends_the_run(int id, int pool)
    {
        MakeRun(new RunPlan { Jobs = new JobList(1, [new PoolJob(pool, new Numbered(id))]), Pools = [Pool] });
        await BeginAsync();

        Assert.NotNull((await ExpectMsgAsync<RunFinished>()).Mistake);
    }

    [Fact]
    public async Task A_job_that_is_answered_with_an_outcome_of_a_kind_of_its_own_has_failed()
    {
        MakeRunOf(jobs: 2);
        await BeginAsync();

        Run.Tell(new Refunded(0));
        Run.Tell(new JobProtocol.Completed(1, default, Digest: 1));

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Failed, OutcomeKind.Completed], log.ToRecords().Select(record => record.Outcome));
        Assert.Equal("answered with Refunded, which is no outcome that JobProtocol has", Assert.Single(log.Reasons).Value);
    }

    [Fact]
    public async Task A_run_that_crashes_ends_with_what_was_thrown()
    {
        MakeRun(new RunPlan { Jobs = ListOf(1), Pools = [Pool], AreAtWork = () => throw new InvalidOperationException("no gauge") });
        await WatchAsync(Run);
        await BeginAsync();

        Pulse(TimeSpan.FromSeconds(1));

        Assert.Equal("its run cannot go on: InvalidOperationException: no gauge", (await ExpectMsgAsync<RunFinished>()).Mistake);
        await ExpectTerminatedAsync(Run);
    }

    [Fact]
    public async Task A_pool_that_stops_ends_the_run_with_its_jobs_failed()
    {
        MakeRunOf(jobs: 2);
        await BeginAsync();
        await AnswerNextJobAsync();

        Sys.Stop(Pool);

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Failed], log.ToRecords().Select(record => record.Outcome));
        Assert.Contains("has stopped", Assert.Single(log.Reasons).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_stops_between_two_jobs_ends_the_run_with_those_to_come_failed()
    {
        MakeRunOf(jobs: 3, Arrivals.Rate(1 / 3600.0), maxSilence: TimeSpan.FromDays(1));
        await BeginAsync();
        await AnswerNextJobAsync();

        Sys.Stop(Pool);

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Completed, OutcomeKind.Failed, OutcomeKind.Failed], log.ToRecords().Select(record => record.Outcome));
    }

    private static IEnumerable<PoolJob> Throwing()
    {
        yield return new PoolJob(0, new Numbered(0));
        throw new InvalidOperationException("no orders");
    }

    private static IEnumerable<PoolJob> Refusing()
    {
        yield return new PoolJob(0, new Numbered(0));
        throw new UserException("orders.csv: line 2 is no order.");
    }

    private sealed record Refunded(int JobId) : JobProtocol.Outcome(JobId, default);
}
