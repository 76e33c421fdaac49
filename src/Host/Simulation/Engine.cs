using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Simulation;

/// <summary>Lets time pass: from one thing that happens to the next, without anything in between.</summary>
/// <remarks>
/// Within one instant, jobs are told before routees run, and routees run before anything else ends: a burst is in the mailboxes
/// before the first thread looks. No event allocates, but for a pool that changes its size.
/// </remarks>
internal sealed class Engine
{
    private readonly SimulationPlan _plan;
    private readonly SimulatedPool[] _pools;
    private readonly Teller _teller;
    private readonly Handlers _handlers;
    private readonly EventQueue<long> _queue = new();
    private readonly List<ITimed> _timed = [];
    private readonly ICores _cores;
    private readonly int[] _nextJob;
    private readonly Dealer? _dealer;
    private readonly Draws _wakeUpTimes;
    private int _threads;
    private long _events;
    private bool _isTelling;

    private Engine(SimulationPlan plan)
    {
        _plan = plan;
        _cores = plan.Slice == TimeSpan.Zero ? new SharedCores(plan.Cores) : new SlicedCores(plan.Cores, VirtualTime.Ticks(plan.Slice));
        _teller = new Teller(plan.Arrivals, plan.Jobs.Length, VirtualTime.Ticks(plan.TellTime));
        _nextJob = new int[plan.Jobs.Length];
        // Not what the plan's jobs were drawn with, nor what its pools draw with.
        _wakeUpTimes = new Draws(Mix.Of(plan.Seed, ulong.MaxValue));
        _pools = PoolsOf(plan);
        _handlers = new Handlers(this, plan.Jobs, _pools, _nextJob);
        _dealer = plan.Nodes > 0 ? new Dealer(this, plan, (place, job, enqueued) => _handlers.Enqueue(_pools[place].Select(), job, enqueued)) : null;
    }

    public long Now { get; private set; } = VirtualTime.Begin;

    public int Cores => _plan.Cores;

    /// <summary>Ticks that cores have been busy so far, summed over the cores.</summary>
    public double CoreTime => _cores.BusyUntil(Now);

    public TimeSpan PoolWakeUpTime => _plan.PoolWakeUpTime;

    public RouteeTable Routees { get; } = new();

    public static SimulationResult Run(SimulationPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Cores, 1);
        var engine = new Engine(plan);
        engine.RunToEnd();
        return engine.Result();
    }

    public TimeSpan WakeUpTime() => _plan.WakeUpTime.Next(_wakeUpTimes);

    public int NewThread() => _threads++;

    public IEnumerable<int> NewThreads(int count)
    {
        _threads += count;
        return Enumerable.Range(_threads - count, count);
    }

    /// <summary>The thread runs the routee next, at this instant.</summary>
    public void Assign(int routee, int thread) => _handlers.Assign(routee, thread);

    public void Compute(int routee, long demand) => _cores.Begin(Now, demand, routee);

    public void Wait(int routee, long duration) => _queue.Add(Now + duration, routee);

    /// <summary>Calls it when a core has done that for it.</summary>
    public void Compute(ITimed timed, long demand) => _cores.Begin(Now, demand, TargetOf(timed));

    public void CallAfter(long duration, ITimed timed) => _queue.Add(Now + duration, TargetOf(timed));

    /// <summary>A job of the pool at that place is done.</summary>
    public void Finished(int place) => _dealer?.Finished(place);

    /// <summary>Whatever is being told now runs on the teller's thread.</summary>
    public void HoldTeller() => _teller.IsHeld = _isTelling;

    public void ReleaseTeller() => _teller.IsHeld = false;

    private void RunToEnd()
    {
        while (true)
        {
            var told = _teller.NextTime(Now, _handlers.Finished);
            if (told > Now && _handlers.RunNext())
            {
                continue;
            }

            var happens = _queue.IsEmpty ? long.MaxValue : _queue.NextTime;
            var time = Math.Min(told, Math.Min(happens, _cores.NextEnd));
            if (time == long.MaxValue)
            {
                return;
            }

            Debug.Assert(time >= Now, "Virtual time does not run backwards.");
            _events++;
            Now = time;
            if (told == time)
            {
                Tell();
            }
            else if (_cores.NextEnd == time)
            {
                if (_cores.End(time) is { } target)
                {
                    Ended(target);
                }
            }
            else
            {
                Ended(_queue.Take());
            }
        }
    }

    // Routees count upwards from 0, everything else downwards from −1.
    private int TargetOf(ITimed timed)
    {
        var place = _timed.IndexOf(timed);
        if (place < 0)
        {
            place = _timed.Count;
            _timed.Add(timed);
        }

        return ~place;
    }

    private void Ended(int target)
    {
        if (target >= 0)
        {
            _handlers.PhaseEnded(target);
        }
        else
        {
            _timed[~target].Due();
        }
    }

    private void Tell()
    {
        var job = _teller.Next;
        if (_dealer is not null)
        {
            _dealer.Tell(job, _teller.Tell(Now));
            return;
        }

        var pool = _pools[_plan.Jobs[job].Pool];
        var routee = pool.Select();
        _isTelling = true;
        _handlers.Enqueue(routee, job, _teller.Tell(Now));
        _isTelling = false;
    }

    // All pools of one node, then all of the next.
    private SimulatedPool[] PoolsOf(SimulationPlan plan)
    {
        var executors = new Dictionary<(int Node, string Owner), SimulatedExecutor>();
        var pools = new SimulatedPool[plan.Copies * plan.Pools.Count];
        for (var place = 0; place < pools.Length; place++)
        {
            var planned = plan.Pools[place % plan.Pools.Count];
            var given = planned.Given;

            // The CLR's threads and the channel scheduler are one of a kind in each process, dedicated threads are one set for each dispatcher.
            var owner = (place / plan.Pools.Count, given.Supply is ThreadSupply.ThreadPool or ThreadSupply.Channel ? given.Supply.ToString() : "id " + given.Id);
            if (!executors.TryGetValue(owner, out var executor))
            {
                executors[owner] = executor = SimulatedExecutor.Of(given, this);
            }

            var pool = pools[place] = new SimulatedPool(plan, place, Routees, executor);
            if (planned.Resizer is { } resizer)
            {
                pool.Resizer = new SimulatedResizer(resizer, pool, Routees, plan.ToldBefore, timed => CallAfter(VirtualTime.Ticks(plan.ResizeTime), timed));
            }
        }

        for (var place = 0; place < pools.Length; place++)
        {
            pools[place].Listeners = (ClrThreadPool?)executors.GetValueOrDefault((place / plan.Pools.Count, nameof(ThreadSupply.ThreadPool)));
        }

        return pools;
    }

    private SimulationResult Result()
    {
        var records = _handlers.Records;
        var end = VirtualTime.Begin;
        foreach (ref readonly var record in records.AsSpan())
        {
            end = Math.Max(end, record.Finished);
        }

        return new SimulationResult(
            records,
            VirtualTime.Duration(end - VirtualTime.Begin),
            VirtualTime.Duration(CoreTime),
            records.Select(record => record.Thread).Distinct().Count(),
            _events,
            _plan.Pools);
    }
}
