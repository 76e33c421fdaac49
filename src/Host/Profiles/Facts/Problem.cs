using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Profiles.Facts;

/// <summary>How bad a problem is.</summary>
internal enum ProblemSeverity
{
    /// <summary>Akka.NET does something else than the file says: exit 0, or 3 with <c>--strict</c>.</summary>
    Finding,

    /// <summary>A finding for who only explains the profile, and a refusal for who would run it.</summary>
    RefusedByRun,

    /// <summary>Akka.NET would throw, hang, lose jobs, or read nothing: exit 3 before anything starts.</summary>
    Refused,
}

/// <summary>One thing that is wrong with a profile, as a colleague would say it.</summary>
/// <param name="Id"><c>refused</c>, or the finding's stable id: <c>refused-by-run</c>, <c>setting-ignored</c>, <c>path-unused</c>.</param>
/// <param name="File">The profile's bare or relative name.</param>
/// <param name="Line">From 1; 0 where the problem is that something is missing.</param>
/// <param name="Key">The setting's path, or empty for the file as a whole.</param>
/// <param name="Message">What is wrong, without a full stop.</param>
/// <param name="Remedy">What to do, in a sentence.</param>
internal sealed record Problem(string Id, ProblemSeverity Severity, string File, int Line, string Key, string Message, string Remedy)
{
    public const string Refused = "refused";
    public const string RefusedByRun = "refused-by-run";
    public const string SettingIgnored = "setting-ignored";
    public const string PathUnused = "path-unused";

    public static Problem Syntax(string file, HoconSyntaxException error) =>
        new(Refused, ProblemSeverity.Refused, file, error.Line, "", error.Message, error.Remedy);

    /// <summary><c>hocon/x.hocon:12: nr-of-instanses is not a key of a router. Did you mean nr-of-instances?</c></summary>
    public override string ToString() => OneLine($"{(Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}"))}: {Message}. {Remedy}");

    // A profile may come from anywhere, and a terminal obeys escape sequences.
    private static string OneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).TrimEnd();
}
