using Akka.Actor;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes;

/// <summary>Where a run hands its jobs in and asks how it stands, for pools that are in other processes.</summary>
internal sealed class PoolDesk : IDisposable
{
    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private readonly ActorSystem _system;
    private readonly IActorRef _actor;
    private readonly NodeClock _clock;

    /// <param name="system">Ended with it.</param>
    /// <param name="actor">Who finds a node for each job, takes stock, and is told that time passes.</param>
    /// <param name="jobs">How many the run has.</param>
    /// <param name="warmup">Warm-up jobs of each pool.</param>
    public PoolDesk(ActorSystem system, IActorRef actor, int pools, int jobs, int warmup)
    {
        _system = system;
        _actor = actor;
        _clock = new NodeClock(actor);
        ForRun = [.. Enumerable.Range(0, pools).Select(pool => Pool(pool, offset: 0))];
        ForWarmup = [.. Enumerable.Range(0, pools).Select(pool => Pool(pool, NumberedJobs.WarmupNumber(jobs, warmup, pool)))];
    }

    /// <inheritdoc cref="IRunPools.ForRun"/>
    public IReadOnlyList<IActorRef> ForRun { get; }

    /// <inheritdoc cref="IRunPools.ForWarmup"/>
    public IReadOnlyList<IActorRef> ForWarmup { get; }

    public void Tell(object message) => _actor.Tell(message);

    public Report TakeStock() =>
        Ask<Report>(_actor, CoordinatorProtocol.TakeStock.Instance) ?? throw new InvalidOperationException("who gives jobs to nodes does not answer");

    /// <summary>The answer; null if there is none in time.</summary>
    public T? Ask<T>(IActorRef actor, object question)
        where T : class => Inquiry.Ask<T>(_system, actor, question, NodeSystem.Dispatcher, Patience);

    public void Dispose()
    {
        _clock.Dispose();
        _system.Terminate().Wait(EndPatience);
    }

    private IActorRef Pool(int pool, int offset) => _system.ActorOf(NodePool.PropsFor(_actor, pool, offset).WithDispatcher(NodeSystem.Dispatcher));
}
