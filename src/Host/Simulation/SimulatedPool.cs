using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>A router and the routees it sends to.</summary>
internal sealed class SimulatedPool
{
    private readonly RouteeTable _routees;
    private readonly int _place;
    private readonly Routing _routing;
    private readonly ulong _seed;
    private int[] _members;
    private ShortestQueue? _shortest;
    private int _size;

    // Those no longer sent to included.
    private int _created;
    private int _told;

    /// <exception cref="UserException">The router sends one message to several routees, or to one that its content names.</exception>
    public SimulatedPool(SimulationPlan plan, int place, RouteeTable routees, SimulatedExecutor executor)
    {
        var pool = plan.Pools[place % plan.Pools.Count];
        FirstNumber = place / plan.Pools.Count * pool.MostRoutees;
        _routees = routees;
        _place = place;
        _routing = RoutingOf(pool);
        _seed = Mix.Of(plan.Seed, (ulong)place);
        _told = plan.ToldBefore;
        _members = new int[pool.Routees];
        Executor = executor;
        MessagesPerTurn = Math.Max(1, pool.Given.MessagesPerTurn);
        IsAsync = pool.Handling == Handling.Async;
        Resize(pool.Routees);
    }

    public SimulatedExecutor Executor { get; }

    /// <summary>The CLR's threads of its process, on which sockets are heard; null where no pool uses them, so that they are always free.</summary>
    public ClrThreadPool? Listeners { get; set; }

    public int MessagesPerTurn { get; }

    /// <summary>What is not known to be async counts as blocking, the slower of the two.</summary>
    public bool IsAsync { get; }

    /// <summary>Of its routees: those of nodes before it come first.</summary>
    public int FirstNumber { get; }

    /// <summary>Set once the pool is made, as the first resize happens at once.</summary>
    public SimulatedResizer? Resizer { get; set; }

    public ReadOnlySpan<int> Members => _members.AsSpan(0, _size);

    public int Select()
    {
        Resizer?.Told();
        var told = _told++;
        return _routing switch
        {
            // As Akka.NET counts: past two billion messages it begins again at 0.
            Routing.RoundRobin => _members[(told & int.MaxValue) % _size],
            Routing.Random => _members[(int)Math.BigMul(Mix.Of(_seed, (ulong)told), (ulong)_size, out _)],
            Routing.SmallestMailbox => _members[_shortest!.First],
            _ => throw new InvalidOperationException($"{_routing}"),
        };
    }

    /// <summary>To be told whenever a mailbox has become longer or shorter.</summary>
    public void QueueChanged(in Routee routee)
    {
        if (_shortest is not null && routee.Position != Routee.None)
        {
            _shortest.Set(routee.Position, routee.Queued);
        }
    }

    /// <summary>Adds routees, or stops sending to the last ones, which still finish what they have.</summary>
    public void Resize(int size)
    {
        if (size == _size)
        {
            return;
        }

        while (_size > size)
        {
            _routees[_members[--_size]].Position = Routee.None;
        }

        if (size > _members.Length)
        {
            Array.Resize(ref _members, Math.Max(size, 2 * _members.Length));
        }

        for (; _size < size; _size++)
        {
            _members[_size] = _routees.Add(_place, FirstNumber + _created++);
            _routees[_members[_size]].Position = _size;
        }

        if (_routing == Routing.SmallestMailbox)
        {
            _shortest = new ShortestQueue(size);
            foreach (var member in Members)
            {
                QueueChanged(_routees[member]);
            }
        }
    }

    private static Routing RoutingOf(PoolPlan pool) =>
        pool.RouterType == typeof(RandomPool) ? Routing.Random
        : pool.RouterType == typeof(SmallestMailboxPool) ? Routing.SmallestMailbox
        : pool.RouterType == typeof(RoundRobinPool) || pool.Routees == 1 ? Routing.RoundRobin
        : throw new UserException(
            $"/user/{pool.Pool}: a {pool.Router} cannot be simulated. Predict with round-robin-pool, random-pool or smallest-mailbox-pool.");

    private enum Routing
    {
        RoundRobin,
        Random,

        /// <summary>By the messages that wait; the one in hand does not count (akkadotnet/akka.net#5291).</summary>
        SmallestMailbox,
    }
}
