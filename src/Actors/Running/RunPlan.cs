using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Running;

/// <summary>Everything a run needs to know before it begins.</summary>
internal sealed record RunPlan
{
    public required JobList Jobs { get; init; }

    /// <summary>Where each pool's jobs are told, by the pool's place in <see cref="IWorkload.Pools"/>.</summary>
    public required IReadOnlyList<IActorRef> Pools { get; init; }

    public Arrivals Arrivals { get; init; } = Arrivals.AllAtOnce;

    /// <summary>No outcome for this long ends the run; the missing jobs are failed. Default: 60 s.</summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether routees have jobs in hand that are sure to end, so that no outcome is no silence. Default: never.</summary>
    public Func<bool> AreAtWork { get; init; } = static () => false;

    /// <summary>How long jobs in hand may take to answer after <see cref="RunProtocol.Cancel"/>. Default: 1 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);
}
