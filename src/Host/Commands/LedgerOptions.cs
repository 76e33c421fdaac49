using System.CommandLine;
using Mul.Actors.Jobs;

namespace Mul.Host.Commands;

/// <summary>The options of every verb that keeps its samples: where, and whether it goes on with those that are there.</summary>
/// <param name="kept">What is kept, as its help says it.</param>
internal sealed class LedgerOptions(string kept)
{
    private readonly Option<string?> _ledger = new("--ledger") { Description = $"Keep {kept} in this file, one line of JSON each.", HelpName = "file" };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the ledger that is there." };

    public void AddTo(Command command)
    {
        command.Options.Add(_ledger);
        command.Options.Add(_resume);
    }

    /// <summary>The ledger's path, if there is one, and whether it is resumed.</summary>
    /// <exception cref="UserException">There is nothing to resume.</exception>
    public (string? Path, bool Resume) Read(ParseResult result)
    {
        var (path, resume) = (result.GetValue(_ledger), result.GetValue(_resume));
        return resume && path is null
            ? throw new UserException("--resume: needs --ledger FILE, the ledger to go on with.")
            : (path, resume);
    }
}
