using Mul.Actors.Running;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>What a run of the same profile and jobs would have recorded.</summary>
/// <param name="Records">By job id. Threads are numbered from 0 over all dispatchers; digests are 0.</param>
/// <param name="Makespan">First told to last finished.</param>
/// <param name="CoreTime">Time that cores were busy, summed over the cores.</param>
/// <param name="Threads">Threads that ran anything.</param>
/// <param name="Events">Things that happened: a job told, a part of a job done, a thread woken, a pool resized.</param>
/// <param name="Pools">In the plan's order.</param>
internal sealed record SimulationResult(
    JobRecord[] Records,
    TimeSpan Makespan,
    TimeSpan CoreTime,
    int Threads,
    long Events,
    IReadOnlyList<PoolPlan> Pools);
