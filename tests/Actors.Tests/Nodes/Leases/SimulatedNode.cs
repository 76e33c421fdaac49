using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>A node of the world: real <see cref="HeldJobs"/>, made-up work.</summary>
internal sealed class SimulatedNode(string name, long process, TimeSpan lease, TimeSpan now)
{
    public const int Wanted = 3;

    private readonly List<Lease> _inHand = [];

    public HeldJobs Held { get; } = new(new Incarnation(name, process, 1), lease, now);

    public Incarnation Incarnation => Held.Incarnation;

    public bool IsPaused { get; set; }

    public bool IsLeaving { get; private set; }

    public int Working => _inHand.Count;

    public void Take(IReadOnlyList<Lease> offered) => _inHand.AddRange(Held.Take(offered));

    public bool Holds(int job) => _inHand.Exists(lease => lease.Job == job);

    /// <summary>Ends the job at a place among those in hand; what it computes depends on the job alone.</summary>
    public void Finish(int place, TimeSpan now)
    {
        var lease = _inHand[place % _inHand.Count];
        _inHand.Remove(lease);
        Held.Finish(new NodeOutcome { Lease = lease, Kind = OutcomeKind.Completed, Digest = DigestOf(lease.Job) }, now);
    }

    public void Tick(TimeSpan now)
    {
        if (Held.Tick(now))
        {
            _inHand.Clear();
        }
    }

    public void Leave()
    {
        IsLeaving = true;
        _inHand.Clear();
        Held.Leave();
    }

    public static ulong DigestOf(int job) => (ulong)job + 1000;
}
