using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;

namespace Mul.Host.Tests.Simulation;

/// <summary>Profiles and workloads of any kind that can be simulated, small enough for a few hundred of them in a second.</summary>
internal static class RandomPlan
{
    private static readonly Type[] Routers = [typeof(RoundRobinPool), typeof(SmallestMailboxPool), typeof(RandomPool)];

    public static SimulationPlan Of(int seed)
    {
        var random = new Random(seed);
        PoolPlan[] pools = [.. Enumerable.Range(0, random.Next(1, 4)).Select(pool => Pool(random, pool))];
        return new SimulationPlan
        {
            Pools = pools,
            Jobs = [.. Enumerable.Range(0, random.Next(80)).Select(_ => Plans.Job(Duration(random, 5), Duration(random, 20), random.Next(pools.Length)) with { OpensConnection = random.Next(2) == 0 })],
            Cores = random.Next(1, 5),
            Seed = (ulong)seed,
            ToldBefore = random.Next(4),
            TellTime = TimeSpan.FromMicroseconds(random.Next(2) * random.Next(500)),
            WakeUpTime = LogUniform.Exactly(TimeSpan.FromMicroseconds(random.Next(2) * random.Next(500))),
            Arrivals = random.Next(3) switch
            {
                0 => Arrivals.AllAtOnce,
                1 => Arrivals.Window(random.Next(1, 20)),
                _ => Arrivals.Rate(random.Next(50, 5000)),
            },
            Slice = TimeSpan.FromMicroseconds(random.Next(2) * random.Next(100, 5000)),
        };
    }

    /// <summary>Nothing but work for cores that are shared evenly, on threads that hold their jobs.</summary>
    public static SimulationPlan OfWorkOnly(int seed)
    {
        var plan = Of(seed);
        return plan with
        {
            Slice = TimeSpan.Zero,
            Pools = [.. plan.Pools.Select(pool => pool with { Handling = Handling.Blocking })],
            Jobs = [.. plan.Jobs.Select(job => job with { Demand = job.Demand with { Wait = TimeSpan.Zero } })],
        };
    }

    // One in four takes no time at all, which is where order matters most; the rest has a millionth of a second as its unit.
    private static double Duration(Random random, int mostMilliseconds) =>
        random.Next(4) == 0 ? 0 : Math.Round(random.NextDouble() * mostMilliseconds, 3);

    private static PoolPlan Pool(Random random, int pool)
    {
        var (threads, throughput, routees) = (random.Next(1, 7), random.Next(1, 6), random.Next(1, 7));
        var given = random.Next(5) switch
        {
            0 => Plans.ForkJoin(threads, throughput),
            1 => Plans.Pinned(),
            2 => Plans.ThreadPool(throughput),
            3 => Plans.Channel(),
            _ => Plans.Fixed(threads, throughput),
        };
        return Plans.Pool(given, routees, random.Next(2) == 0 ? Handling.Async : Handling.Blocking, Routers[random.Next(Routers.Length)]) with
        {
            Pool = $"pool-{pool}",
            Resizer = random.Next(4) == 0 ? new ResizerPlan(1, 8, random.Next(3), 0.2, 0.3, 0.1, random.Next(1, 10)) : null,
        };
    }
}
