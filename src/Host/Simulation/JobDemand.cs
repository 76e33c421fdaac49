namespace Mul.Host.Simulation;

/// <summary>What one job asks of the machine.</summary>
/// <param name="Cpu">Time on a core of its own.</param>
/// <param name="Wait">Time for which it waits: for the network, for a lock, for a sleep.</param>
internal readonly record struct JobDemand(TimeSpan Cpu, TimeSpan Wait)
{
    public TimeSpan Service => Cpu + Wait;
}

/// <summary>A job of a simulation. Its place in the list is its id and its turn to be told.</summary>
/// <param name="Pool">The pool's place in <see cref="SimulationPlan.Pools"/>, from 0.</param>
internal readonly record struct PlannedJob(int Pool, JobDemand Demand);
