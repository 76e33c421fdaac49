using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Working;

namespace Mul.Host.Simulation;

/// <summary>Gives jobs to nodes as leases do: to whoever has room, never more than a node wants to have, and on to its pool as that has use for them.</summary>
/// <remarks>
/// A node wants as many jobs as its routees do at once, and what it lately did (<see cref="Appetite"/>): short jobs lie there in
/// advance, long ones do not queue on one node while another is idle (<see cref="NodeTable.Ahead"/>). That results wait for each
/// other is left out: while they do, nobody waits for them.
/// </remarks>
internal sealed class Dealer : ITimed
{
    private readonly Engine _engine;
    private readonly SimulationPlan _plan;
    private readonly Place[] _places;
    private readonly Queue<(int Job, long Enqueued)>[] _waiting;
    private readonly Queue<(int Place, JobsWanted Wanted)> _results = [];
    private readonly Action<int, int, long> _give;
    private readonly long _handOver;
    private long _deals;

    /// <param name="give">Puts a job into the pool at a place: place, job, told at.</param>
    public Dealer(Engine engine, SimulationPlan plan, Action<int, int, long> give)
    {
        (_engine, _plan, _give) = (engine, plan, give);
        _handOver = Math.Max(1, VirtualTime.Ticks(plan.HandOverTime));
        _waiting = [.. plan.Pools.Select(_ => new Queue<(int, long)>())];
        _places = [.. Enumerable.Range(0, plan.Nodes * plan.Pools.Count).Select(place => new Place(AtOnce(place)))];
    }

    private TimeSpan Now => VirtualTime.Duration(_engine.Now);

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
        var node = _places[place];
        node.Told--;
        node.Appetite.Done(0, Now);
        Feed(place);
        _results.Enqueue((place, node.Appetite.WantedAt(0, Now)));
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
            _places[place].Jobs.Enqueue(_waiting[pool].Dequeue());
            _places[place].Held++;
            _places[place].LastDealt = ++_deals;
            Feed(place);
        }
    }

    private void Feed(int place)
    {
        var node = _places[place];
        while (node.Jobs.Count > 0 && node.Told < node.Appetite.UseAt(0, Now))
        {
            var (job, enqueued) = node.Jobs.Dequeue();
            node.Told++;
            _give(place, job, enqueued);
        }
    }

    // Of those with room whoever holds the fewest, of these whoever was dealt one longest ago; −1 if nobody has room.
    private int Taker(int pool)
    {
        var best = -1;
        var ahead = NodeTable.Ahead(_waiting[pool].Count, _plan.Nodes);
        for (var place = pool; place < _places.Length; place += _plan.Pools.Count)
        {
            var node = _places[place];
            if (node.Held < node.Wanted.Limit(ahead)
                && (best < 0 || (node.Held, node.LastDealt).CompareTo((_places[best].Held, _places[best].LastDealt)) < 0))
            {
                best = place;
            }
        }

        return best;
    }

    private int AtOnce(int place) => Math.Max(1, _plan.Pools[place % _plan.Pools.Count].ConfiguredConcurrency);

    /// <summary>A pool on a node.</summary>
    private sealed class Place(int atOnce)
    {
        public Appetite Appetite { get; } = new([atOnce]);

        /// <summary>What the coordinator last heard.</summary>
        public JobsWanted Wanted { get; set; } = new(atOnce, atOnce);

        public int Held { get; set; }

        public long LastDealt { get; set; }

        /// <summary>Not told to the pool yet.</summary>
        public Queue<(int Job, long Enqueued)> Jobs { get; } = [];

        /// <summary>Told to the pool, and not done.</summary>
        public int Told { get; set; }
    }
}
