using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>A lease book as the world uses it; wrong ones override what they do wrong.</summary>
internal class Book(LeaseRules rules, IEnumerable<NodeOutcome> recorded)
{
    protected LeaseBook Right { get; } = new(rules, recorded);

    public int Expired => Right.Expired;

    public int Died => Right.Died;

    public virtual IReadOnlyList<Deed> Tell(int job) => Right.Tell(job, 0);

    public virtual IReadOnlyList<Deed> Renew(Incarnation from, int wanted, IReadOnlyList<Lease> held, TimeSpan now) => Right.Renew(from, [new JobsWanted(wanted - 1, wanted - 1, Ahead: 1)], held, now);

    public virtual IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes) => Right.Hear(from, outcomes);

    public virtual IReadOnlyList<Deed> Committed(IReadOnlyList<int> jobs) => Right.Committed(jobs);

    public virtual IReadOnlyList<Deed> Leave(Incarnation from) => Right.Leave(from);

    public virtual IReadOnlyList<Deed> Bury(Incarnation node) => Right.Bury(node);

    public virtual IReadOnlyList<Deed> Tick(TimeSpan now) => Right.Tick(now);

    public virtual IReadOnlyList<Deed> Deal(TimeSpan now) => Right.Deal(now);
}
