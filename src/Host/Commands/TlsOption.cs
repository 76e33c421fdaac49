using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Nodes.Tls;

namespace Mul.Host.Commands;

/// <summary>The option by which a run and its nodes prove to each other who they are.</summary>
internal sealed class TlsOption
{
    private readonly Option<string?> _tls = new(NodeCertificates.Option)
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
        NodeCertificates.Load(NodeCertificates.Option, folder);
        return Path.GetFullPath(folder);
    }
}
