using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;

namespace Mul.Host.Tests.Simulation;

/// <summary>Small plans as specs write them.</summary>
internal static class Plans
{
    /// <summary>Threads that all wake.</summary>
    public static DispatcherPlan Fixed(int threads, int throughput = 30) => Dispatcher(ThreadSupply.Fixed, threads, throughput + 1);

    public static DispatcherPlan ForkJoin(int threads, int throughput = 30) => Dispatcher(ThreadSupply.ForkJoin, threads, throughput + 1);

    public static DispatcherPlan Pinned() => Dispatcher(ThreadSupply.Pinned, null, 1);

    public static DispatcherPlan ThreadPool(int throughput = 30) => Dispatcher(ThreadSupply.ThreadPool, null, throughput + 1);

    public static DispatcherPlan Channel() => Dispatcher(ThreadSupply.Channel, null, 31);

    public static PoolPlan Pool(DispatcherPlan given, int routees, Handling handling = Handling.Blocking, Type? router = null) => new()
    {
        Pool = "workers",
        Router = "round-robin-pool",
        RouterType = router ?? typeof(RoundRobinPool),
        Routees = routees,
        Asked = given,
        Given = given,
        Mailbox = "unbounded",
        Handling = handling,
    };

    public static SimulationPlan Of(PoolPlan pool, PlannedJob[] jobs, int cores = 2) => new() { Pools = [pool], Jobs = jobs, Cores = cores };

    /// <summary>Jobs that are all alike, in milliseconds.</summary>
    public static PlannedJob[] Jobs(int count, double cpu = 0, double wait = 0) =>
        [.. Enumerable.Repeat(Job(cpu, wait), count)];

    public static PlannedJob Job(double cpu = 0, double wait = 0, int pool = 0) =>
        new(pool, new JobDemand(TimeSpan.FromMilliseconds(cpu), TimeSpan.FromMilliseconds(wait)));

    /// <summary>Milliseconds since the first job was told.</summary>
    public static double At(long instant) => VirtualTime.Duration(instant - VirtualTime.Begin).TotalMilliseconds;

    public static double Makespan(SimulationPlan plan) => Engine.Run(plan).Makespan.TotalMilliseconds;

    /// <summary>Routees in the order in which they took up jobs, as A A B B.</summary>
    public static string StartOrder(SimulationPlan plan) =>
        string.Join(' ', Engine.Run(plan).Records
            .OrderBy(job => job.Started).ThenBy(job => job.Finished)
            .Select(job => (char)('A' + job.Routee)));

    private static DispatcherPlan Dispatcher(ThreadSupply supply, int? threads, int messagesPerTurn) => new()
    {
        Id = $"{supply}-{threads}",
        Type = "Dispatcher",
        Executor = supply.ToString(),
        Throughput = messagesPerTurn - 1,
        Supply = supply,
        Threads = threads,
        MessagesPerTurn = messagesPerTurn,
    };
}
