using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Jobs waited behind others while routees of the same pool had nothing to do, and neither threads nor cores were short.</summary>
internal sealed class Imbalance : IRule
{
    // The last round of an evenly spread load stays far below this.
    private const double LeastShare = 0.2;

    // A wait of less than half a job is worth no other router.
    private const double LeastWait = 0.5;

    // Shorter jobs are done before a router could look at queues.
    private const double LeastServiceSeconds = 0.0001;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let service = pool.ServiceSeconds?.Mean
        where pool.Jobs.Completed > 0 && pool.QueuedWhileIdle >= LeastShare && service >= LeastServiceSeconds && Waiting.BehindOthers(pool) >= LeastWait * service
        // Where threads or cores are short, they and not the routees decide when a job's turn comes.
        where !Waiting.ForThread(pool) && Cores.HadTime(run, pool)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: jobs waited {Figures.Seconds(Waiting.BehindOthers(pool))} behind others on average, and in {Figures.Percent(100 * pool.QueuedWhileIdle)} of that time another routee had nothing to do.",
            Remedy(run, pool),
            pool.Name);

    private static string Remedy(RunRecord run, PoolRecord pool) => pool switch
    {
        // Of jobs that are all told at once none has ended when the last is dealt out: queues say nothing of their length, and every router deals alike.
        _ when run is { Rate: null, Window: null } => InBurst(pool),
        { Router: Routers.SmallestMailbox } =>
            $"More routees (`nr-of-instances`), or smaller jobs: {Routers.SmallestMailbox} counts the jobs that wait, and not the one in hand.",
        _ => $"A router that looks at queues (`router = {Routers.SmallestMailbox}`), or smaller jobs: {pool.Router ?? "the router"} deals them out without looking.",
    };

    private static string InBurst(PoolRecord pool) => pool switch
    {
        // More at once than routees that are sure: a resizer's.
        { Concurrency.Configured: { } most, Configured.Routees: var sure } when most > sure && pool.Effective?.Routees > sure =>
            "The burst was dealt to the routees that were there before the pool grew, and a queued job stays where it is: more of them from the start (`resizer.lower-bound`).",
        { Handling: Handling.Async } => FormattableString.Invariant(
            $"No router knows which jobs of a burst will be long. A routee for each (`nr-of-instances = {pool.Jobs.Told}`) leaves none behind another: it holds no thread while it waits."),
        _ => "No router knows which jobs of a burst will be long. More routees than threads, on a dispatcher that they share with `throughput = 1`: a thread that is free then takes up any routee's next job.",
    };
}
