using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Reports.Writing;
using Mul.Host.Workloads;

namespace Mul.Host.Commands;

/// <summary>The options by which a workload of the user's own is named and set.</summary>
internal sealed class PlugInOptions
{
    private readonly Option<string?> _assembly = new("--assembly") { Description = "An assembly with workloads of your own.", HelpName = "path/to/My.dll" };

    private readonly Option<string[]> _options = new("--option", "-o")
    {
        Description = "An option of the workload, by its name; may be given several times.",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The assembly alone, for a verb that runs nothing.</summary>
    public Option Assembly => _assembly;

    public void AddTo(Command command)
    {
        command.Options.Add(_assembly);
        command.Options.Add(_options);
    }

    /// <summary>Loads the assembly, if one is named.</summary>
    /// <exception cref="UserException">It cannot be used.</exception>
    public PlugIn? Load(ParseResult result)
    {
        if (result.GetValue(_assembly) is not { } path)
        {
            return null;
        }

        Terminal.ReserveOutput();
        return WorkloadCatalog.Load(path);
    }

    /// <exception cref="UserException">One of them is no <c>key=value</c>, or a key is said twice.</exception>
    public Dictionary<string, string> Chosen(ParseResult result)
    {
        var chosen = new Dictionary<string, string>();
        foreach (var text in result.GetValue(_options) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new UserException($"--option {text}: expected key=value, as jobs=40.");
            }

            if (!chosen.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                throw new UserException($"--option {text[..equals]}: is said twice. Say one.");
            }
        }

        return chosen;
    }
}
