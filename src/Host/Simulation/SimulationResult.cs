using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles;
using Mul.Host.Traces;

namespace Mul.Host.Simulation;

/// <summary>What a run of the same profile and jobs would have recorded.</summary>
/// <param name="Records">By job id. Threads are numbered from 0 over all dispatchers; digests are 0.</param>
/// <param name="Makespan">First told to last finished.</param>
/// <param name="CoreTime">Time that cores were busy, summed over the cores.</param>
/// <param name="Threads">Threads that ran anything.</param>
/// <param name="Events">Things that happened: a job told, a part of a job done, a thread woken, a pool resized.</param>
/// <param name="Pools">In the plan's order.</param>
/// <param name="Routees">Of each pool all that it has had.</param>
internal sealed record SimulationResult(
    JobRecord[] Records,
    TimeSpan Makespan,
    TimeSpan CoreTime,
    int Threads,
    long Events,
    IReadOnlyList<PoolPlan> Pools,
    IReadOnlyList<int> Routees)
{
    /// <summary>The trace that everything after a run works on.</summary>
    public Trace ToTrace() => new()
    {
        Records = Records,
        Pools = [.. Pools.Select((plan, pool) => new PoolTrace(plan.Pool, RouteesOf(plan, Routees[pool]), []))],
        Reasons = new Dictionary<int, string>(),
    };

    private static RouteeIdentity[] RouteesOf(PoolPlan plan, int count)
    {
        var given = plan.Given;
        var dispatcher = new DispatcherIdentity(given.Id, given.Type, given.Executor, given.Throughput);
        return [.. Enumerable.Range(0, count).Select(number => new RouteeIdentity(number, $"${number}", dispatcher))];
    }
}
