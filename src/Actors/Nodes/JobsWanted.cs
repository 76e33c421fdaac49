namespace Mul.Actors.Nodes;

/// <summary>How many jobs of a pool a node wants to have.</summary>
/// <param name="Here">As many as its pool has use for now.</param>
/// <param name="Ahead">How many more, so that it need not ask after each: if others would not be idle for want of them.</param>
internal readonly record struct JobsWanted(int Here, int Ahead = 0);
