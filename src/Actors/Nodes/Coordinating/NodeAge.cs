namespace Mul.Actors.Nodes.Coordinating;

/// <summary>When a node began to run, on the coordinator's clock, as far as its messages tell: each says for how long it has been running.</summary>
/// <remarks>
/// A message comes late by its way, so the earliest of what they say is nearest to the truth: durations of a node's then lie as
/// they were, beside each other, whatever delayed the single message. Only the coordinator's timestamps are subtracted.
/// </remarks>
internal sealed class NodeAge
{
    // Clocks of two machines run apart by less than this; an estimate is not held against a clock for longer than it is true.
    private const double MostDrift = 100e-6;

    private long _began = long.MaxValue;
    private long _lastHeard;

    /// <param name="heardAt">When a message came.</param>
    /// <param name="running">How long the node had been running by then, in the same ticks.</param>
    public long Hear(long heardAt, long running)
    {
        var drift = _began == long.MaxValue ? 0 : (long)(Math.Max(0, heardAt - _lastHeard) * MostDrift);
        _lastHeard = heardAt;
        return _began = Math.Min(_began == long.MaxValue ? _began : _began + drift, heardAt - running);
    }
}
