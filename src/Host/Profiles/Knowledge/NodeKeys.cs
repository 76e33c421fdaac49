namespace Mul.Host.Profiles.Knowledge;

/// <summary>Mul's own settings of nodes.</summary>
internal static class NodeKeys
{
    public const string Processes = "mul.nodes.processes";
    public const string Min = "mul.nodes.min";
    public const string Lease = "mul.nodes.lease";
    public const string Listen = "mul.nodes.listen";
    public const string Routing = "mul.nodes.routing";
    public const string Silence = "mul.nodes.silence";

    /// <summary>The values of <see cref="Routing"/>.</summary>
    public const string Leases = "leases";
    public const string Cluster = "cluster";
}
