using System.Diagnostics;
using System.Globalization;
using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;

namespace Mul.Benchmarks.Simulation;

/// <summary>
/// How many events a second of one core simulates, and how that grows with the jobs:
/// <c>dotnet run -c Release --project tests/Benchmarks -- simulation</c>.
/// </summary>
internal static class SimulationSpeed
{
    private const int Repetitions = 5;

    public static void Print(TextWriter output)
    {
        output.WriteLine("| pool | cores | routees | jobs | events | seconds | events/s | ns/job | MB |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var jobs in new[] { 10_000, 100_000, 1_000_000, 4_000_000 })
        {
            Row(output, "blocking, 16 threads that all wake", Pool(ThreadSupply.Fixed, 16, 64, Handling.Blocking), 8, jobs);
        }

        foreach (var jobs in new[] { 10_000, 100_000, 1_000_000, 4_000_000 })
        {
            Row(output, "async, 16 threads that all wake", Pool(ThreadSupply.Fixed, 16, 256, Handling.Async), 8, jobs);
        }

        Row(output, "blocking, fork-join, 16 threads", Pool(ThreadSupply.ForkJoin, 16, 64, Handling.Blocking), 8, 1_000_000);
        Row(output, "blocking, the CLR's pool", Pool(ThreadSupply.ThreadPool, null, 64, Handling.Blocking), 8, 1_000_000);
        Row(output, "blocking, pinned", Pool(ThreadSupply.Pinned, null, 64, Handling.Blocking), 8, 1_000_000);
        Row(output, "smallest mailbox, window of 1,000", Pool(ThreadSupply.Fixed, 16, 64, Handling.Blocking) with { RouterType = typeof(SmallestMailboxPool) }, 8, 1_000_000, Arrivals.Window(1000));
        Row(output, "async, 1,024 threads", Pool(ThreadSupply.Fixed, 1024, 100_000, Handling.Async), 1024, 1_000_000);
        Row(output, "blocking, 100,000 pinned", Pool(ThreadSupply.Pinned, null, 100_000, Handling.Blocking), 1024, 1_000_000);
    }

    private static void Row(TextWriter output, string name, PoolPlan pool, int cores, int jobs, Arrivals? arrivals = null)
    {
        var plan = new SimulationPlan { Pools = [pool], Jobs = Jobs(jobs), Cores = cores, Arrivals = arrivals ?? Arrivals.AllAtOnce };
        Engine.Run(plan);
        var runs = Enumerable.Range(0, Repetitions).Select(_ =>
        {
            // A collection of the last run's garbage is not this run's time.
            GC.Collect();
            var begin = Stopwatch.GetTimestamp();
            var result = Engine.Run(plan);
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, result.Events);
        }).Order().ToArray();
        var (seconds, events) = runs[Repetitions / 2];
        using var process = Process.GetCurrentProcess();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {cores:N0} | {pool.Routees:N0} | {jobs:N0} | {events:N0} | {seconds:F3} | {events / seconds / 1e6:F1} M | {seconds / jobs * 1e9:F0} | {process.WorkingSet64 / 1e6:F0} |"));
    }

    /// <summary>Unequal jobs, 1 ms on a core and 20 ms of waiting on average, so that no two things happen at once.</summary>
    private static PlannedJob[] Jobs(int count) => [.. Enumerable.Range(0, count).Select(id =>
        new PlannedJob(0, new JobDemand(Around(TimeSpan.FromMilliseconds(1), 2 * id), Around(TimeSpan.FromMilliseconds(20), 2 * id + 1))))];

    private static TimeSpan Around(TimeSpan mean, int draw) =>
        TimeSpan.FromTicks((long)(mean.Ticks * (0.5 + Mix.Of(1, (ulong)draw) / (double)ulong.MaxValue)));

    private static PoolPlan Pool(ThreadSupply supply, int? threads, int routees, Handling handling)
    {
        var dispatcher = new DispatcherPlan
        {
            Id = "workers-dispatcher",
            Type = "Dispatcher",
            Executor = supply.ToString(),
            Throughput = 30,
            Supply = supply,
            Threads = threads,
            MessagesPerTurn = supply == ThreadSupply.Pinned ? 1 : 31,
        };
        return new PoolPlan
        {
            Pool = "workers",
            Router = "round-robin-pool",
            RouterType = typeof(RoundRobinPool),
            Routees = routees,
            Asked = dispatcher,
            Given = dispatcher,
            Mailbox = "unbounded",
            Handling = handling,
        };
    }
}
