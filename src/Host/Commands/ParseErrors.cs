using System.CommandLine;
using System.CommandLine.Parsing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Commands;

/// <summary>What is wrong with a command line, in one line with a remedy.</summary>
internal static class ParseErrors
{
    private static readonly string[] Read = ["--urls", "--assembly"];
    private static readonly string[] Written = ["--json", "--csv", "--markdown", "--html", "--timeline", "--ledger", "--journal", "--output"];

    /// <exception cref="UserException">Something is wrong with it.</exception>
    public static void Refuse(ParseResult parsed)
    {
        // Where any number of arguments may come, an option that is none is one of them.
        var command = parsed.CommandResult;
        if (command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } stray)
        {
            throw Refusal(command, $"{stray.Value} is no option of `{Path(command)}`.", stray.Value);
        }

        var unknown = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        if (parsed.Errors.Count > 0)
        {
            throw Refusal(command, parsed.Errors[0].Message, unknown);
        }

        // With --help nothing is an error; but a verb that is none has no help.
        if (unknown is not null && command.Parent is null)
        {
            throw Refusal(command, $"Unrecognized command or argument '{unknown}'.", unknown);
        }

        (string Name, string Value)[] said =
        [
            .. command.Children.OfType<OptionResult>().SelectMany(option => option.Tokens.Select(token => (option.Option.Name, token.Value))),
            .. command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens.Select(token => (argument.Argument.Name, token.Value))),
        ];
        if (Array.Find(said, one => one.Value.Length == 0) is { Name: { } empty })
        {
            // As of a shell variable that is not set.
            throw new UserException($"{empty}: is empty. Say something, or leave it out.");
        }

        RefuseSharedFiles(said);
    }

    // What is written must fall neither on what is read nor on something else that is written.
    private static void RefuseSharedFiles((string Name, string Value)[] said)
    {
        foreach (var (written, path) in said.Where(one => Written.Contains(one.Name) && IsFile(one.Value)))
        {
            var full = System.IO.Path.GetFullPath(path);
            if (Array.Find(said, other => other.Name != written && IsFileOf(other.Name, other.Value) && System.IO.Path.GetFullPath(other.Value) == full) is { Name: { } name })
            {
                throw new UserException($"{written} {path}: is also named by {name}, and would be written over. Name another file.");
            }
        }
    }

    // An argument is a profile or a ledger, and may be no file but a name.
    private static bool IsFileOf(string name, string value) =>
        IsFile(value) && (Written.Contains(name) || Read.Contains(name) || (!name.StartsWith("--", StringComparison.Ordinal) && File.Exists(value)));

    // Not standard output, and no device, on which nothing is lost.
    private static bool IsFile(string value) => value != ReportSettings.StandardOutput && !value.StartsWith("/dev/", StringComparison.Ordinal) && !value.Contains('\0');

    private static UserException Refusal(CommandResult command, string what, string? unknown)
    {
        var known = command.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Command.Options.Select(option => option.Name));
        var meant = unknown is not null && NearestName.Question(unknown, known) is { } question ? $" {question}" : "";
        return new UserException($"{what}{meant} `{Path(command)} --help` shows what can be said.");
    }

    private static string Path(CommandResult result) => result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "mul";
}
