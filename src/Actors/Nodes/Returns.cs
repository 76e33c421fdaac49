namespace Mul.Actors.Nodes;

/// <summary>What becomes of jobs that their node does not hold any more: they wait again, or are given up.</summary>
/// <param name="mostDeaths">A job that was held by so many nodes that died is given up.</param>
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
        jobs.Queue(job);
        return IsStopping ? job.Cancel() : [];
    }

    /// <summary>All that a node holds, which lives.</summary>
    public List<Deed> HandBack(Holder node) => [.. node.Jobs.ToArray().SelectMany(TakeBack)];

    /// <summary>All that a node held when it died: each job may be what it died of.</summary>
    public List<Deed> Bury(Holder node)
    {
        Died++;
        var deeds = new List<Deed>();
        var poisoned = new List<NodeOutcome>();
        foreach (var job in node.Jobs.ToArray())
        {
            if (++job.Deaths < mostDeaths)
            {
                deeds.AddRange(TakeBack(job));
            }
            else
            {
                JobTable.Release(job);
                poisoned.Add(job.Conclude(NodeOutcome.Poisoned(job.Lease, job.Deaths)));
            }
        }

        if (poisoned.Count > 0)
        {
            deeds.Add(new Deed.Commit(poisoned));
        }

        return deeds;
    }
}
