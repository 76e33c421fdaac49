using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;

namespace Mul.Host.Nodes;

/// <summary>The pools of a run, wherever they are: each an actor that answers each job with one outcome.</summary>
internal interface IRunPools : IDisposable
{
    /// <summary>By the pool's place in its workload.</summary>
    IReadOnlyList<IActorRef> ForRun { get; }

    /// <summary>How many processes have pools that want to be warmed up.</summary>
    int Places { get; }

    /// <summary>Pools that are counted while the run goes on, by place; empty where nobody here could count.</summary>
    IReadOnlyList<PoolGauge> Gauges { get; }

    /// <summary>Where warm-up jobs are told, by place.</summary>
    IReadOnlyList<IActorRef> ForWarmup { get; }

    /// <summary>How it stands with the nodes; null where there are none.</summary>
    NodeCensus? Census => null;

    /// <summary>Whether a job is known to be in a routee's or a node's hand.</summary>
    bool AreAtWork => Gauges.Any(gauge => gauge.InFlight > 0) || Census is { Held: > 0 };

    /// <summary>Jobs in hand are to answer as cancelled.</summary>
    void Cancel();

    /// <summary>The measured region begins.</summary>
    void Begin();

    /// <summary>The measured region has ended.</summary>
    /// <exception cref="UserException">The run could not go on.</exception>
    PoolsSeen End();
}
