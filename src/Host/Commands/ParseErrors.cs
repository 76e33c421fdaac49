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
        // Where any number of arguments may come, an option that is none is one of them.
        var command = parsed.CommandResult;
        if (command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } stray)
        {
            throw Refusal(command, $"{stray.Value} is no option of `{Path(command)}`.", stray.Value);
        }

        if (parsed.Errors.Count > 0)
        {
            throw Refusal(command, parsed.Errors[0].Message, parsed.UnmatchedTokens is [var first, ..] ? first : null);
        }
    }

    private static UserException Refusal(CommandResult command, string what, string? unknown)
    {
        var known = command.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Command.Options.Select(option => option.Name));
        var meant = unknown is not null && NearestName.To(unknown, known) is { } nearest ? $" Did you mean {nearest}?" : "";
        return new UserException($"{what}{meant} `{Path(command)} --help` shows what can be said.");
    }

    private static string Path(CommandResult result) => result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "mul";
}
