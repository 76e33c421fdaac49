namespace Mul.Actors.Nodes.Leases;

/// <summary>What becomes of jobs that their node does not hold any more: they wait again if the run wants them, or are given up.</summary>
/// <param name="mostDeaths">A job that was held by so many nodes that died is given up, if the last of them held nothing else.</param>
internal sealed class Returns(JobTable jobs, int mostDeaths)
{
    /// <summary>From then on nothing is handed out again: what comes back is cancelled.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Nodes that are known to have died.</summary>
    public int Died { get; private set; }

    /// <summary>Its lease ended, or its node did not do it.</summary>
    public IReadOnlyList<Deed> TakeBack(LeasedJob job)
    {
        JobTable.Release(job);
        if (!job.IsTold)
        {
            // Nobody waits for it, and who tells it later queues it.
            job.State = JobState.Known;
            return [];
        }

        jobs.Queue(job);
        return IsStopping ? job.Cancel() : [];
    }

    /// <summary>All that a node holds, which lives.</summary>
    public List<Deed> HandBack(Holder node) => [.. node.Jobs.ToArray().SelectMany(TakeBack)];

    /// <summary>All that a node held when it died: each job may be what it died of.</summary>
    public List<Deed> Bury(Holder node)
    {
        Died++;
        var held = node.Jobs.ToArray();
        foreach (var job in held)
        {
            job.Deaths++;
            job.IsLastChance = job.Deaths + 1 >= mostDeaths;
        }

        return held is [var alone] && alone.Deaths >= mostDeaths ? [GiveUp(alone)] : [.. held.SelectMany(TakeBack)];
    }

    private static Deed.Commit GiveUp(LeasedJob job)
    {
        JobTable.Release(job);
        return new Deed.Commit([job.Conclude(NodeOutcome.Poisoned(job.Lease, job.Deaths))]);
    }
}
