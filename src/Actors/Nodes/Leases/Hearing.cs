namespace Mul.Actors.Nodes.Leases;

/// <summary>What comes of one message with results: gathered, so that a batch in is a batch out.</summary>
internal sealed class Hearing(Incarnation from)
{
    private readonly List<NodeOutcome> _toCommit = [];
    private readonly List<Lease> _toAcknowledge = [];
    private readonly List<Deed> _others = [];

    public Incarnation From => from;

    public void Commit(NodeOutcome outcome) => _toCommit.Add(outcome);

    public void Acknowledge(Lease lease) => _toAcknowledge.Add(lease);

    public void Add(IEnumerable<Deed> deeds) => _others.AddRange(deeds);

    public IReadOnlyList<Deed> Deeds
    {
        get
        {
            if (_toCommit.Count > 0)
            {
                _others.Add(new Deed.Commit(_toCommit));
            }

            if (_toAcknowledge.Count > 0)
            {
                _others.Add(new Deed.Acknowledge(from, _toAcknowledge));
            }

            return _others;
        }
    }
}
