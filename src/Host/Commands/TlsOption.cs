using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Nodes.Tls;

namespace Mul.Host.Commands;

/// <summary>The option by which a run and its nodes prove to each other who they are.</summary>
internal sealed class TlsOption
{
    private readonly Option<string?> _tls = new("--tls")
    {
        Description = "Certificates by which a run and its nodes know each other (ca.crt, node.crt, node.key); needed beyond 127.0.0.1.",
        HelpName = "folder",
    };

    public void AddTo(Command command) => command.Options.Add(_tls);

    /// <summary>The folder, in full; null if none was named.</summary>
    /// <exception cref="UserException">What is in it cannot be used.</exception>
    public string? Read(ParseResult result)
    {
        if (result.GetValue(_tls) is not { } folder)
        {
            return null;
        }

        // Before anything starts, although whoever uses them reads them again.
        NodeCertificates.Load(_tls.Name, folder);
        return Path.GetFullPath(folder);
    }

    /// <summary>What the profiles say of nodes, in their order.</summary>
    /// <exception cref="UserException">Certificates were named and no profile has nodes, or one listens where it must not.</exception>
    public static IReadOnlyList<NodeSettings> RefuseUnused(string? folder, IReadOnlyList<Contender> contenders)
    {
        NodeSettings[] nodes = [.. contenders.Select(contender => NodeSettings.Of(contender.Profile.Config) with { Tls = folder })];
        // A cluster is of this machine alone, and asks for no certificates.
        if (folder is not null && !contenders.Where((each, place) => nodes[place].AreUsed && ClusterSettings.Of(each.Profile.Config) is null).Any())
        {
            throw new UserException($"--tls {folder}: no pool is on nodes that would look at certificates. Use a profile with nodes, as nodes.");
        }

        foreach (var used in nodes.Where(each => each.AreUsed))
        {
            used.ListenOn();
        }

        return nodes;
    }
}
