using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Jobs;

/// <summary>What a pool of routees is from inside, and what its routees have to do with each other: nothing.</summary>
public sealed class PoolSpecs() : TestKit(Patience.Hocon)
{
    private const int Routees = 3;

    [Fact]
    public async Task A_crash_restarts_one_routee_and_leaves_the_others_to_their_jobs()
    {
        var births = CreateTestProbe();
        var pool = Pool(births);
        var born = await births.ReceiveNAsync(Routees, RemainingOrDefault).ToListAsync();
        var gate = new TaskCompletionSource<JobResult>(TaskCreationOptions.RunContinuationsAsynchronously);

        pool.Tell(new AsyncWork(0, () => gate.Task));
        pool.Tell(new Work(1, Boom));
        pool.Tell(new AsyncWork(2, () => gate.Task));

        Assert.Equal(1, (await ExpectMsgAsync<Failed>()).JobId);
        var restarted = await births.ExpectMsgAsync<Born>();
        gate.SetResult(JobResult.Completed(0));
        var outcomes = await ReceiveNAsync(2, RemainingOrDefault).Cast<Completed>().ToListAsync();
        Assert.Equal([0, 2], outcomes.Select(outcome => outcome.JobId).Order());
        Assert.Contains(restarted, born.Cast<Born>());
        Assert.False(births.HasMessages);
    }

    [Fact]
    public async Task A_restarted_routee_keeps_its_number_and_the_jobs_behind_the_crash()
    {
        var pool = Pool(ActorRefs.Nobody);

        for (var id = 0; id < 4 * Routees; id++)
        {
            var crashes = id < Routees;
            pool.Tell(new Work(id, () => crashes ? Boom() : JobResult.Completed(0)));
        }

        var outcomes = await ReceiveNAsync(4 * Routees, RemainingOrDefault).Cast<Outcome>().ToListAsync();
        // Round robin: jobs n, n + 3, n + 6 … go to the same routee.
        Assert.All(
            outcomes.GroupBy(outcome => outcome.JobId % Routees),
            jobs => Assert.Single(jobs.Select(outcome => outcome.Timeline.Routee).Distinct()));
        Assert.Equal([0, 1, 2], outcomes.Select(outcome => outcome.Timeline.Routee).Distinct().Order());
        Assert.Equal([0, 1, 2], GaugeOf(pool).Routees.Select(routee => routee.Number));
    }

    [Fact]
    public async Task A_gauge_counts_the_jobs_in_flight_of_its_own_pool()
    {
        var (pool, other) = (Pool(ActorRefs.Nobody), Pool(ActorRefs.Nobody));
        var gate = new TaskCompletionSource<JobResult>(TaskCreationOptions.RunContinuationsAsynchronously);

        for (var id = 0; id < 5; id++)
        {
            pool.Tell(new AsyncWork(id, () => gate.Task));
        }

        // Three routees take up three jobs; two jobs wait behind them and do not count.
        await AwaitConditionAsync(() => Task.FromResult(GaugeOf(pool).InFlight == Routees), max: null, Patience.BetweenLooks);
        other.Tell(new Work(9, () => JobResult.Completed((ulong)GaugeOf(pool).InFlight * 10 + (ulong)GaugeOf(other).InFlight)));
        var witness = await ExpectMsgAsync<Completed>();
        gate.SetResult(JobResult.Completed(0));
        await ReceiveNAsync(5, RemainingOrDefault).ToListAsync();

        Assert.Equal(31UL, witness.Digest);
        Assert.Equal((0, 0), (GaugeOf(pool).InFlight, GaugeOf(other).InFlight));
    }

    [Fact]
    public async Task Routees_are_known_by_name_and_number_whether_or_not_they_had_a_job()
    {
        var pool = Pool(ActorRefs.Nobody);

        pool.Tell(new GetRoutees());

        var routees = await ExpectMsgAsync<Routees>();
        await AwaitConditionAsync(() => Task.FromResult(GaugeOf(pool).Routees.Count == Routees), max: null, Patience.BetweenLooks);
        var names = routees.Members.Cast<ActorRefRoutee>().Select(routee => routee.Actor.Path.Name).Order();
        Assert.Equal(names, GaugeOf(pool).Routees.Select(routee => routee.Name).Order());
    }

    [Fact]
    public async Task A_routee_that_was_taken_away_has_left_and_one_that_restarted_has_not()
    {
        var pool = Pool(ActorRefs.Nobody);
        pool.Tell(new Work(0, Boom));
        await ExpectMsgAsync<Failed>();

        pool.Tell(new AdjustPoolSize(-1));

        await AwaitConditionAsync(() => Task.FromResult(GaugeOf(pool).Routees.Count(routee => routee.HasLeft) == 1));
        Assert.Equal(Routees, GaugeOf(pool).Routees.Count);
    }

    [Fact]
    public void The_gauge_of_a_pool_that_nobody_entered_is_empty()
    {
        var gauge = PoolGauges.Of(Sys).For(ActorPath.Parse("akka://test/user/nobody"));

        Assert.Equal(0, gauge.InFlight);
        Assert.Empty(gauge.Routees);
    }

    private static JobResult Boom() => throw new InvalidOperationException("boom");

    private IActorRef Pool(IActorRef births) => Sys.ActorOf(ScriptedRoutee.PropsFor(births).WithRouter(new RoundRobinPool(Routees)));

    private PoolGauge GaugeOf(IActorRef pool) => PoolGauges.Of(Sys).For(pool.Path);
}
