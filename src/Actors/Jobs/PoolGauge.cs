using Akka.Actor;

namespace Mul.Actors.Jobs;

/// <summary>A pool as it is from inside: which routees it has, what runs them, and how many jobs are in flight now.</summary>
/// <remarks>
/// The count is the trace's second witness: it is read every millisecond by a thread of the instrument and must
/// agree with the concurrency that follows from the jobs' timelines.
/// </remarks>
internal sealed class PoolGauge
{
    private readonly Dictionary<string, Placement> _placements = [];
    private readonly List<RouteeIdentity> _routees = [];
    private int _inFlight;

    /// <summary>Jobs that a routee has started and not yet finished.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Every routee the pool has had so far, by number. A restarted routee keeps its number.</summary>
    public IReadOnlyList<RouteeIdentity> Routees
    {
        get
        {
            lock (_routees)
            {
                return [.. _routees];
            }
        }
    }

    internal void JobStarted() => Interlocked.Increment(ref _inFlight);

    internal void JobFinished() => Interlocked.Decrement(ref _inFlight);

    internal Placement Enter(IActorContext context)
    {
        var name = context.Self.Path.Name;
        lock (_routees)
        {
            if (!_placements.TryGetValue(name, out var placement))
            {
                placement = new Placement(this, _routees.Count);
                _placements.Add(name, placement);
                _routees.Add(new RouteeIdentity(placement.Number, name, DispatcherIdentity.Of(context)));
            }

            Show(placement, hasLeft: false);
            return placement;
        }
    }

    /// <summary>The routee stops; if only to restart, it enters again.</summary>
    internal void Leave(Placement placement)
    {
        lock (_routees)
        {
            Show(placement, hasLeft: true);
        }
    }

    private void Show(Placement placement, bool hasLeft) => _routees[placement.Number] = _routees[placement.Number] with { HasLeft = hasLeft };
}

/// <summary>A routee's place: its pool's gauge, and its number there.</summary>
internal sealed record Placement(PoolGauge Pool, int Number);
