namespace Mul.Actors.Nodes.Leases;

/// <summary>What a <see cref="LeaseBook"/> judges by.</summary>
internal sealed record LeaseRules
{
    /// <summary>How long a node keeps a job without renewing its lease. Default: 2 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A job that was held by so many nodes that died, the last of which held nothing else, is given up. Default: 3.</summary>
    public int MostDeaths { get; init; } = 3;

    /// <summary>How often this run's coordinator has been started, this time included. Default: 1.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>How many pools the workload has. Default: 1.</summary>
    public int Pools { get; init; } = 1;

    /// <summary>Nodes that an earlier epoch knew: what they hold is not handed to others before they had the time to come back.</summary>
    public IReadOnlyCollection<string> ExpectedNodes { get; init; } = [];
}
