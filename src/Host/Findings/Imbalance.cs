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
        where pool.QueuedWhileIdle >= LeastShare && service >= LeastServiceSeconds && Waiting.BehindOthers(pool) >= LeastWait * service
        // Where threads or cores are short, they and not the routees decide when a job's turn comes.
        where !Waiting.ForThread(pool) && Cores.HadTime(run, pool)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: jobs waited {Figures.Seconds(Waiting.BehindOthers(pool))} behind others on average, and in {Figures.Percent(100 * pool.QueuedWhileIdle)} of that time another routee had nothing to do.",
            "A router that looks at queues (`router = smallest-mailbox-pool`), or smaller jobs: round robin deals them out without looking.",
            pool.Name);
}
