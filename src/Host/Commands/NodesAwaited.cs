using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Nodes.Tls;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary>What the profiles of a command ask of nodes: what cannot come true is refused before anything starts, and whom it waits for is said.</summary>
internal sealed class NodesAwaited
{
    private readonly List<NodeSettings> _leased = [];

    /// <param name="tls">The folder of certificates; null if none was named.</param>
    /// <exception cref="UserException">A run listens where it must not, or its certificates are not for that or for nobody.</exception>
    public NodesAwaited(string? tls, IReadOnlyList<Contender> contenders)
    {
        var clusters = new List<string>();
        foreach (var contender in contenders)
        {
            var nodes = NodeSettings.Of(contender.Profile.Config) with { Tls = tls };
            if (ClusterSettings.Of(contender.Profile.Config) is not null)
            {
                clusters.Add(contender.Name);
            }
            else if (nodes.AreUsed)
            {
                _leased.Add(nodes);
            }
        }

        if (tls is not null)
        {
            RefuseUnused(tls, clusters);
        }

        foreach (var nodes in _leased)
        {
            var (host, _) = nodes.ListenOn();
            if (tls is not null && NodeCertificates.Load(NodeCertificates.Option, tls).FaultAt(host) is { } fault)
            {
                throw new UserException($"{NodeCertificates.Option} {tls}: {fault}, where nodes call the run (mul.nodes.listen). Have one made for that, or listen where it is for.");
            }
        }
    }

    /// <summary>Says how the nodes are started that no run starts itself.</summary>
    public void Announce()
    {
        foreach (var line in _leased.Where(nodes => nodes.Min > nodes.Processes).Select(LineFor).Distinct())
        {
            Terminal.Say(line);
        }
    }

    // A cluster is of this machine alone, and asks for no certificates.
    private void RefuseUnused(string tls, List<string> clusters)
    {
        if (_leased.Count == 0)
        {
            throw new UserException($"{NodeCertificates.Option} {tls}: no pool is on nodes that would look at certificates. Use a profile with nodes, as nodes.");
        }

        if (clusters is [var cluster, ..])
        {
            throw new UserException($"{NodeCertificates.Option} {tls}: the nodes of {cluster} would speak without certificates, and those of the others pay for theirs. Leave out {NodeCertificates.Option}, or {cluster}.");
        }
    }

    private static string LineFor(NodeSettings nodes)
    {
        var others = nodes.Min - nodes.Processes;
        return $"waits for {Figures.Counted(others, "node")}: mul node --join {nodes.Listen}{(nodes.Tls is null ? "" : $" {NodeCertificates.Option} FOLDER")}";
    }
}
