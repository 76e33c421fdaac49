namespace Mul.Actors.Nodes.Leases;

/// <summary>How many jobs of a pool a node wants to have.</summary>
/// <param name="AtOnce">As many as its pool does at once.</param>
/// <param name="Soon">As many as it does at once, or while a message goes to and fro, whichever is more; 4,096 at the most.</param>
/// <param name="Ahead">How many beyond that, so that it need not ask after each.</param>
internal readonly record struct JobsWanted(int AtOnce, int Soon, int Ahead = 0)
{
    /// <summary>How many it may hold if it is given at most so many in advance.</summary>
    public int Limit(int ahead) => Soon + Math.Min(Ahead, ahead);
}
