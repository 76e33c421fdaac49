namespace Mul.Host.Simulation;

/// <summary>Gives jobs to nodes as leases do: to whoever has room, and never more than a node wants to hold.</summary>
/// <remarks>
/// A node wants as many jobs as its routees do at once, and what it did in the last turns of its clock (<c>Appetite</c>): short jobs
/// lie there in advance, long ones do not queue behind each other while another node is idle (<c>NodeTable.Taker</c>).
/// </remarks>
internal sealed class Dealer : ITimed
{
    private const int Most = 4_096;

    // How often a node forgets what it did before.
    private static readonly long Turn = VirtualTime.Ticks(TimeSpan.FromMilliseconds(10));

    private readonly Engine _engine;
    private readonly SimulationPlan _plan;
    private readonly Place[] _places;
    private readonly Queue<(int Job, long Enqueued)>[] _waiting;
    private readonly Queue<(int Place, int Wanted)> _results = [];
    private readonly Action<int, int, long> _give;
    private readonly long _handOver;
    private long _deals;

    /// <param name="give">Puts a job into the pool at a place: place, job, told at.</param>
    public Dealer(Engine engine, SimulationPlan plan, Action<int, int, long> give)
    {
        (_engine, _plan, _give) = (engine, plan, give);
        _handOver = Math.Max(1, VirtualTime.Ticks(plan.HandOverTime));
        _waiting = [.. plan.Pools.Select(_ => new Queue<(int, long)>())];
        _places = [.. Enumerable.Range(0, plan.Nodes * plan.Pools.Count).Select(place => new Place { Wanted = AtOnce(place) })];
    }

    /// <summary>A job has come.</summary>
    public void Tell(int job, long enqueued)
    {
        var pool = _plan.Jobs[job].Pool;
        _waiting[pool].Enqueue((job, enqueued));
        Deal(pool);
    }

    /// <summary>A job of that place is done; the coordinator hears of it a little later.</summary>
    public void Finished(int place)
    {
        ref var node = ref _places[place];
        var turn = _engine.Now / Turn;
        if (node.Turn != turn)
        {
            node.DoneBefore = node.Turn == turn - 1 ? node.Done : 0;
            (node.Turn, node.Done) = (turn, 0);
        }

        node.Done++;
        _results.Enqueue((place, Math.Min(Most, AtOnce(place) + node.Done + node.DoneBefore)));
        _engine.CallAfter(_handOver, this);
    }

    /// <summary>The coordinator has the oldest result.</summary>
    public void Due()
    {
        var (place, wanted) = _results.Dequeue();
        _places[place].Held--;
        _places[place].Wanted = wanted;
        Deal(place % _plan.Pools.Count);
    }

    private void Deal(int pool)
    {
        while (_waiting[pool].Count > 0 && Taker(pool) is var place and >= 0)
        {
            var (job, enqueued) = _waiting[pool].Dequeue();
            _places[place].Held++;
            _places[place].LastDealt = ++_deals;
            _give(place, job, enqueued);
        }
    }

    // Of those with room whoever holds the fewest, of these whoever was dealt one longest ago; −1 if nobody has room.
    private int Taker(int pool)
    {
        var best = -1;
        for (var place = pool; place < _places.Length; place += _plan.Pools.Count)
        {
            ref var node = ref _places[place];
            if (node.Held < node.Wanted
                && (best < 0 || (node.Held, node.LastDealt).CompareTo((_places[best].Held, _places[best].LastDealt)) < 0))
            {
                best = place;
            }
        }

        return best;
    }

    private int AtOnce(int place) => Math.Max(1, _plan.Pools[place % _plan.Pools.Count].ConfiguredConcurrency);

    /// <summary>A pool on a node.</summary>
    private struct Place
    {
        public int Held;
        public int Wanted;
        public long LastDealt;

        /// <summary>The turn of the node's clock in which it last did a job, and how many it did in it and in the one before.</summary>
        public long Turn;
        public int Done;
        public int DoneBefore;
    }
}
