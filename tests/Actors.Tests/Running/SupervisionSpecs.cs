using Akka.Actor;
using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Actors.Tests.Jobs;

namespace Mul.Actors.Tests.Running;

/// <summary>A run over a real pool whose routees crash: what each directive of their supervisor means for the jobs.</summary>
public sealed class SupervisionSpecs : RunTestKit
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromHours(1);

    [Fact]
    public async Task By_default_a_crash_costs_its_own_job_and_no_other()
    {
        var run = PoolOf(routees: 2, supervision: null);

        MakeRun(run(Enumerable.Range(0, 20), crashing: [0, 7, 13]));
        await BeginAsync();

        var log = await FinishedAsync();
        Assert.Equal([0, 7, 13], Failed(log));
        Assert.Equal(17, log.ToRecords().Count(record => record.Outcome == OutcomeKind.Completed));
        Assert.All(log.Reasons.Values, reason => Assert.Equal("InvalidOperationException: boom", reason));
    }

    [Fact]
    public async Task A_pool_whose_every_job_crashes_still_answers_every_job()
    {
        var run = PoolOf(routees: 2, supervision: null);

        MakeRun(run(Enumerable.Range(0, 50), crashing: [.. Enumerable.Range(0, 50)]));
        await BeginAsync();

        Assert.Equal(Enumerable.Range(0, 50), Failed(await FinishedAsync()));
    }

    // Round robin over two: jobs 0, 2, 4 are one routee's. It stops with job 0, and the jobs behind that are lost with it.
    [Fact]
    public async Task A_routee_that_is_stopped_takes_its_jobs_along_and_the_silence_ends_the_run()
    {
        using var allTold = new ManualResetEventSlim();
        var run = PoolOf(routees: 2, new OneForOneStrategy(_ => Directive.Stop));

        MakeRun(run(Enumerable.Range(0, 6), crashing: [0], before: allTold.Wait));
        await BeginAsync();
        allTold.Set();
        await AwaitConditionAsync(() => Task.FromResult(Written.Answered == 3), max: null, Patience.BetweenLooks);
        await AssertGoesOnAsync();
        Pulse(2 * MaxSilence);

        var log = await FinishedAsync();
        Assert.Equal([0, 2, 4], Failed(log));
        Assert.All(log.Reasons.Values, reason => Assert.StartsWith("no outcome", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_routee_that_stopped_gets_no_further_jobs()
    {
        var run = PoolOf(routees: 2, new OneForOneStrategy(_ => Directive.Stop));
        var plan = run(Enumerable.Range(0, 6), crashing: [0]) with { Arrivals = Arrivals.Window(1) };
        await WatchAsync(await FirstRouteeAsync(plan.Pools[0]));

        MakeRun(plan);
        await BeginAsync();
        await ExpectMsgAsync<Terminated>();
        Pulse(2 * MaxSilence);

        // A window of one: nothing was told behind the job that was lost.
        Assert.Equal([0], Failed(await FinishedAsync()));

        // The router hears of the end by itself, not before this does.
        await AwaitAssertAsync(async () =>
        {
            plan.Pools[0].Tell(new GetRoutees());
            Assert.Single((await ExpectMsgAsync<Routees>()).Members);
        });
    }

    private static IEnumerable<int> Failed(RunLog log) =>
        log.ToRecords().Index().Where(record => record.Item.Outcome == OutcomeKind.Failed).Select(record => record.Index);

    private async Task<IActorRef> FirstRouteeAsync(IActorRef pool)
    {
        pool.Tell(new GetRoutees());
        return ((ActorRefRoutee)(await ExpectMsgAsync<Routees>()).Members.First()).Actor;
    }

    private PlanOfJobs PoolOf(int routees, SupervisorStrategy? supervision)
    {
        var router = new RoundRobinPool(routees);
        var pool = Sys.ActorOf(ScriptedRoutee.PropsFor(ActorRefs.Nobody).WithRouter(supervision is null ? router : router.WithSupervisorStrategy(supervision)));
        return (ids, crashing, before) => new RunPlan
        {
            Jobs = new JobList(ids.Count(), ids.Select(id => new PoolJob(0, new Work(id, () => Do(crashing.Contains(id), before))))),
            Pools = [pool],
            MaxSilence = MaxSilence,
        };
    }

    private static JobResult Do(bool crashes, Action? before)
    {
        before?.Invoke();
        return crashes ? throw new InvalidOperationException("boom") : JobResult.Completed(0);
    }

    private delegate RunPlan PlanOfJobs(IEnumerable<int> ids, int[] crashing, Action? before = null);
}
