namespace Mul.Actors.Nodes.Leases;

/// <summary>The nodes that a <see cref="LeaseBook"/> knows, each in its newest life.</summary>
internal sealed class NodeTable(LeaseRules rules)
{
    private readonly Dictionary<string, Holder> _nodes = [];
    private readonly Dictionary<string, (Incarnation Incarnation, TimeSpan LastHeard)> _gone = [];
    private readonly HashSet<(string Node, long Process)> _outlived = [];
    private readonly HashSet<string> _expected = [.. rules.ExpectedNodes];
    private TimeSpan? _firstHeard;
    private long _deals;

    public IEnumerable<Holder> All => _nodes.Values;

    /// <summary>Nodes heard of within a lease's time.</summary>
    public int CountAt(TimeSpan now) => _nodes.Values.Count(node => IsHeard(node, now));

    public bool IsHere(string node, TimeSpan now) => _nodes.TryGetValue(node, out var holder) && IsHeard(holder, now);

    /// <summary>Whether nodes of an earlier epoch have had the time to say what they hold.</summary>
    public bool AreHeard(TimeSpan now) => _expected.Count == 0 || now - _firstHeard >= rules.Lease;

    /// <summary>
    /// The node of that incarnation, made known if it is new; null if it is gone or outlived, or if another process of its name was
    /// heard within a lease that says it was started later: the clock that said so may have been set back since.
    /// </summary>
    /// <param name="before">Who had its name until now, or null.</param>
    public Holder? Greet(Incarnation incarnation, TimeSpan now, out Holder? before)
    {
        _firstHeard ??= now;
        _expected.Remove(incarnation.Node);
        before = null;
        if (_nodes.TryGetValue(incarnation.Node, out var known))
        {
            if (known.Incarnation == incarnation)
            {
                return known;
            }

            if (!MayFollow(known.Incarnation, known.LastHeard))
            {
                known.Challenged ??= now;
                return null;
            }

            before = known;
            if (incarnation.Outlived(known.Incarnation))
            {
                _outlived.Add((incarnation.Node, known.Incarnation.Process));
            }
        }
        else if (_gone.TryGetValue(incarnation.Node, out var gone) && !MayFollow(gone.Incarnation, gone.LastHeard))
        {
            // What it said before it went may be heard after it: it is no node any more, and does not die once more.
            return null;
        }

        return _nodes[incarnation.Node] = new Holder(incarnation, rules.Pools);

        bool MayFollow(Incarnation other, TimeSpan lastHeard) => !IsOutlived(incarnation)
            && (incarnation.IsNewerThan(other) || (incarnation.Process != other.Process && now - lastHeard > rules.Lease));
    }

    /// <summary>Whether its name is another process's, which has been heard since this one came: both of them live.</summary>
    public bool IsAnothers(Incarnation incarnation) => _nodes.TryGetValue(incarnation.Node, out var known)
        && known.Incarnation.Process != incarnation.Process
        && (IsOutlived(incarnation) || known.LastHeard > known.Challenged);

    /// <summary>The node of that incarnation, or null.</summary>
    public Holder? Find(Incarnation incarnation) => _nodes.GetValueOrDefault(incarnation.Node) is { } node && node.Incarnation == incarnation ? node : null;

    /// <summary>The node of that incarnation is gone, with its earlier lives; null if it was not known.</summary>
    public Holder? Remove(Incarnation incarnation)
    {
        if (!_gone.TryGetValue(incarnation.Node, out var gone) || incarnation.IsNewerThan(gone.Incarnation))
        {
            _gone[incarnation.Node] = (incarnation, _nodes.GetValueOrDefault(incarnation.Node)?.LastHeard ?? default);
        }

        if (_nodes.TryGetValue(incarnation.Node, out var node) && !node.Incarnation.IsNewerThan(incarnation))
        {
            _nodes.Remove(incarnation.Node);
            return node;
        }

        return null;
    }

    /// <summary>
    /// How many jobs a node may have in advance: half of its share of those that wait, so that the last ones do not queue on one node
    /// while another is idle; any, if there is no other. Guided self-scheduling (Polychronopoulos and Kuck, IEEE Transactions on
    /// Computers 36(12), 1987) with shares of half the size, since nodes are not equally fast.
    /// </summary>
    /// <param name="nodes">Those that are heard.</param>
    public static int Ahead(int waiting, int nodes) => nodes <= 1 ? int.MaxValue : waiting / (2 * nodes);

    /// <summary>
    /// Who is to have a job: of those with room whoever holds the fewest, of these whoever was dealt one longest ago. Null if
    /// nobody has room; a node that is silent gets none. A job that a node has died of goes to whoever does it at once: were it
    /// to wait on another that dies, it would be blamed again. One that is at its last chance gets a node to itself, lest others
    /// be given up for it.
    /// </summary>
    /// <param name="ahead">How many jobs a node may have in advance.</param>
    /// <param name="except">A node that gets none; null = every node may have it.</param>
    public Holder? Taker(LeasedJob job, int ahead, TimeSpan now, Holder? except = null)
    {
        Holder? best = null;
        var pool = job.Pool;
        foreach (var node in _nodes.Values)
        {
            if (node != except && HasRoom(node, job, ahead) && IsHeard(node, now)
                && (best is null || (node.Held(pool), node.LastDealt).CompareTo((best.Held(pool), best.LastDealt)) < 0))
            {
                best = node;
            }
        }

        if (best is not null)
        {
            best.LastDealt = ++_deals;
        }

        return best;
    }

    /// <summary>Of the nodes that are heard the one that will soonest hold nothing, as far as their numbers of jobs tell; null if there is none.</summary>
    public Holder? Emptiest(TimeSpan now) => _nodes.Values.Where(node => IsHeard(node, now)).MinBy(node => node.Jobs.Count);

    private static bool HasRoom(Holder node, LeasedJob job, int ahead) => job switch
    {
        { IsLastChance: true } => node.Jobs.Count == 0 && node.IsIdle(job.Pool),
        { Deaths: > 0 } => !node.IsTaken && node.IsIdle(job.Pool),
        _ => !node.IsTaken && node.HasRoom(job.Pool, ahead),
    };

    private bool IsOutlived(Incarnation incarnation) => _outlived.Contains((incarnation.Node, incarnation.Process));

    private bool IsHeard(Holder node, TimeSpan now) => now - node.LastHeard <= rules.Lease;
}
