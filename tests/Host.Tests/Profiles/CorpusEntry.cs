using System.Globalization;
using System.Text.RegularExpressions;
using Mul.Host.Profiles.Facts;

namespace Mul.Host.Tests.Profiles;

/// <summary>A profile of the corpus, with what a knowledgeable colleague would say to it.</summary>
/// <param name="Name">What is wrong with it, or right.</param>
/// <param name="Expected">Every problem that is to be found, and no other.</param>
public sealed partial record CorpusEntry(string Name, IReadOnlyList<ExpectedProblem> Expected, string Text)
{
    // === name
    // > refused 3: words of the message or the remedy
    public static IReadOnlyList<CorpusEntry> ReadAll()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Profiles", "Corpus");
        return [.. Directory.EnumerateFiles(folder, "*.corpus").Order(StringComparer.Ordinal)
            .SelectMany(file => ("\n" + File.ReadAllText(file)).Split("\n=== ").Skip(1))
            .Select(Parse)];
    }

    public override string ToString() => Name;

    private static CorpusEntry Parse(string text)
    {
        var lines = text.Split('\n');
        var expected = lines.Skip(1).TakeWhile(line => line.StartsWith("> ", StringComparison.Ordinal)).ToList();
        var profile = string.Join('\n', lines.Skip(1 + expected.Count));
        return new CorpusEntry(lines[0].Trim(), [.. expected.Where(line => line != "> fine").Select(ParseExpected)], profile);
    }

    private static ExpectedProblem ParseExpected(string line)
    {
        var match = ExpectedLine().Match(line);
        return match.Success
            ? new ExpectedProblem(
                match.Groups[1].Value switch
                {
                    "refused" => ProblemSeverity.Refused,
                    "refused-by-run" => ProblemSeverity.RefusedByRun,
                    _ => ProblemSeverity.Finding,
                },
                int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                match.Groups[3].Value)
            : throw new FormatException(line);
    }

    [GeneratedRegex("^> (refused|refused-by-run|finding) ([0-9]+): (.+)$")]
    private static partial Regex ExpectedLine();
}

public sealed record ExpectedProblem
{
    internal ExpectedProblem(ProblemSeverity severity, int line, string words) => (Severity, Line, Words) = (severity, line, words);

    public int Line { get; }

    public string Words { get; }

    internal ProblemSeverity Severity { get; }
}
