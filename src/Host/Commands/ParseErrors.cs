using System.CommandLine;
using System.CommandLine.Parsing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;

namespace Mul.Host.Commands;

/// <summary>What is wrong with a command line, in one line with a remedy.</summary>
internal static class ParseErrors
{
    /// <exception cref="UserException">Something is wrong with it.</exception>
    public static void Refuse(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return;
        }

        var command = parsed.CommandResult;
        var known = command.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Command.Options.Select(option => option.Name));
        var meant = parsed.UnmatchedTokens.Count > 0 && NearestName.To(parsed.UnmatchedTokens[0], known) is { } nearest ? $" Did you mean {nearest}?" : "";
        throw new UserException($"{parsed.Errors[0].Message}{meant} `{Path(command)} --help` shows what can be said.");
    }

    private static string Path(CommandResult result) => result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "mul";
}
