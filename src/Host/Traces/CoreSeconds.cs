namespace Mul.Host.Traces;

/// <summary>Makespan × cores, by what the cores did. Each term is measured on its own; what they do not explain is printed.</summary>
/// <param name="Total">Makespan × cores.</param>
/// <param name="User">This process, in user mode.</param>
/// <param name="System">This process, in the kernel.</param>
/// <param name="Others">Other processes and the hypervisor; null where the system does not tell.</param>
/// <param name="Idle">Nobody; null where the system does not tell.</param>
/// <param name="IdleWhile">The idle part, by what the jobs were waiting for; null where idle is.</param>
/// <param name="Unexplained">Total − everything above; null where a term is missing.</param>
internal sealed record CoreSeconds(double Total, double User, double System, double? Others, double? Idle, IdleSplit? IdleWhile, double? Unexplained)
{
    /// <summary>The least total of which the terms tell anything: the system counts in ticks of 10 ms, and this is twenty of them.</summary>
    public const double LeastTotal = 0.2;

    /// <summary>What the cores did in a run; null where that is not known, or tells nothing.</summary>
    public static CoreSeconds? Told(RunRecord run) => run.CoreSeconds is { Total: >= LeastTotal } cores ? cores : null;
}

/// <summary>Idle core-seconds by the state of the jobs in that time, apportioned by how long each state lasted.</summary>
/// <param name="WaitingForThread">Some job's routee was free and no thread came.</param>
/// <param name="BehindAnotherJob">Some job waited behind another, and none for a thread.</param>
/// <param name="InFlight">Every job told was in its handler, waiting for something outside.</param>
/// <param name="NothingToDo">No job was waiting or running.</param>
internal sealed record IdleSplit(double WaitingForThread, double BehindAnotherJob, double InFlight, double NothingToDo)
{
    /// <summary>The split of <paramref name="seconds"/> in the proportions of this one.</summary>
    public IdleSplit Over(double seconds)
    {
        var sum = WaitingForThread + BehindAnotherJob + InFlight + NothingToDo;
        var scale = sum > 0 ? seconds / sum : 0;
        return new IdleSplit(WaitingForThread * scale, BehindAnotherJob * scale, InFlight * scale, NothingToDo * scale);
    }
}
