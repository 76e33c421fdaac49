namespace Mul.Host.Simulation;

/// <summary>What one job asks of the machine.</summary>
/// <param name="Cpu">Time on a core of its own.</param>
/// <param name="Wait">Time for which it waits: for the network, for a lock, for a sleep.</param>
internal readonly record struct JobDemand(TimeSpan Cpu, TimeSpan Wait)
{
    public TimeSpan Service => Cpu + Wait;

    /// <summary>Of a service time its part on a core, as far as it has one; neither is less than nothing.</summary>
    public static JobDemand Of(TimeSpan service, TimeSpan cpu)
    {
        var all = service > TimeSpan.Zero ? service : TimeSpan.Zero;
        var used = cpu > all ? all : cpu > TimeSpan.Zero ? cpu : TimeSpan.Zero;
        return new JobDemand(used, all - used);
    }
}

/// <summary>A job of a simulation. Its place in the list is its id and its turn to be told.</summary>
/// <param name="Pool">The pool's place in <see cref="SimulationPlan.Pools"/>, from 0.</param>
internal readonly record struct PlannedJob(int Pool, JobDemand Demand)
{
    /// <summary>Whether its wait begins only when a thread of the CLR's pool has heard that its connection is open, if it awaits. Default: no.</summary>
    public bool OpensConnection { get; init; }
}
