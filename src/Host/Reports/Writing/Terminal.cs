using Mul.Actors.Jobs;
using Spectre.Console;

namespace Mul.Host.Reports.Writing;

/// <summary>The two consoles: results go to standard output, progress and messages to standard error.</summary>
internal static class Terminal
{
    // More than any table takes: a pipe has no width, a wrapped table cannot be read, and a script looks for whole sentences.
    private const int WidthOfAPipe = 100_000;

    // The real one, whatever Console.Out becomes.
    private static readonly TextWriter Results = Console.Out;

    public static IAnsiConsole Output { get; } = Create(Results, Console.IsOutputRedirected);

    /// <summary>Where what is drawn is lost.</summary>
    public static IAnsiConsole Nobody => Create(TextWriter.Null, redirected: true);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether somebody sees progress as it is made.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected;

    /// <summary>From here on standard output is for results alone: whatever else prints there, as code of a plug-in's, prints to standard error.</summary>
    public static void ReserveOutput()
    {
        // Made while it still is standard output, without which it does not see that there is a terminal behind it.
        _ = Output;
        Console.SetOut(Console.Error);
    }

    /// <summary>Writes a result as it is to standard output.</summary>
    /// <inheritdoc cref="Print(Action)"/>
    public static void Print(string result) => Print(() => Results.Write(result));

    /// <summary>Does what writes a result to standard output.</summary>
    /// <exception cref="UserException">It is closed, or full.</exception>
    public static void Print(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"standard output: cannot be written: {failure.Message}");
        }
    }

    /// <summary>Writes a text as long as its lines are: one that is to be copied, or looked for, must not be wrapped.</summary>
    public static void WriteUnwrapped(IAnsiConsole console, string text) => console.Profile.Out.Writer.Write(Plain(text));

    /// <summary>One line for the person who waits, on standard error, whatever characters it holds.</summary>
    public static void Say(string message)
    {
        try
        {
            Console.Error.WriteLine(Plain(message));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told.
        }
    }

    /// <summary>One line about a mistake, on standard error.</summary>
    public static void Complain(string message) => Say("mul: " + message);

    /// <summary>Text from outside, without what a terminal or a page would obey: control characters, and those that turn the direction of all that follows.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => (char.IsControl(c) && c != '\n') || IsDirection(c) ? '\uFFFD' : c));

    // Unicode Standard Annex 9, 2: marks, embeddings, overrides and isolates.
    private static bool IsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Width = WidthOfAPipe;
        }

        return console;
    }
}
