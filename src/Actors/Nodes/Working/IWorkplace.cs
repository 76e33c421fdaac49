using Akka.Actor;
using Mul.Actors.Nodes.Wire;

namespace Mul.Actors.Nodes.Working;

/// <summary>A node's own pools, and its own copy of the list of jobs.</summary>
internal interface IWorkplace : IDisposable
{
    /// <summary>By pool, how many jobs its routees do at once.</summary>
    IReadOnlyList<int> AtOnce { get; }

    /// <summary>Tells a job to its pool.</summary>
    /// <param name="job">Its number; the outcome carries it.</param>
    /// <param name="answerTo">Who hears the one outcome.</param>
    void Start(int job, IActorRef answerTo);

    /// <summary>What is in hand answers as cancelled, soon.</summary>
    void Cancel();

    /// <summary>Of its process, since it has pools of the run's.</summary>
    NodeUsage Usage();

    /// <summary>By the pool's place in its workload.</summary>
    IReadOnlyList<NodePoolView> Pools();

    /// <summary>Jobs in flight, counted every <see cref="NodeClock.LookIntervalMilliseconds"/> since this was last asked; ages up to now.</summary>
    IReadOnlyList<NodeCount> TakeCounts();
}
