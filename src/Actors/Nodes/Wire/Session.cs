namespace Mul.Actors.Nodes.Wire;

/// <summary>What a node and its coordinator must agree on before a word about jobs means the same to both.</summary>
/// <param name="Run">Another run is another list of jobs.</param>
/// <param name="Epoch">How often the run's coordinator had been started: after each start it may have another profile or another origin.</param>
/// <param name="Build">What the assemblies are: the same jobs follow from the same options only in the same build.</param>
internal readonly record struct Session(Guid Run, int Epoch, Guid Build)
{
    /// <summary>Whether results of one count in the other: they depend on the list of jobs alone.</summary>
    public bool SharesResultsWith(Session other) => Run == other.Run && Build == other.Build;
}
