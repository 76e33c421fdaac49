using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Sentences;

/// <summary>A comparison in one sentence, the same in every report.</summary>
internal static class VerdictSentence
{
    public const string NotInterleaved =
        "Not interleaved: drift is not controlled. These samples were taken at different times, and whatever changed between them is part of every ratio.";

    /// <summary>The verdict on each candidate; without one, on profiles whose samples are invalid.</summary>
    public static IEnumerable<string> Of(CompareRecord record, Emphasis emphasis) => record.Comparisons.Count > 0
        ? record.Comparisons.Select(comparison => Of(record, comparison, emphasis))
        : record.Profiles.Where(profile => profile.Invalid is not null).Select(profile => Invalid(profile.Name, profile.Invalid, emphasis));

    public static string Of(CompareRecord record, ComparisonRecord comparison, Emphasis emphasis)
    {
        var candidate = emphasis.Name(comparison.Candidate);
        var baseline = emphasis.Text(comparison.Baseline) + record.Metric.Said();
        var verdict = emphasis.Verdict(comparison.Verdict, comparison.Verdict.NameOf());
        return comparison.Verdict switch
        {
            Verdict.Invalid => Invalid(comparison.Candidate, comparison.Invalid, emphasis),
            Verdict.Faster => $"{candidate} is {verdict} than {baseline}: {Figures.Times(1 / comparison.Ratio)}, and at least {Figures.Times(1 / comparison.High)}.",
            Verdict.Slower => $"{candidate} is {verdict} than {baseline}: it takes {Figures.Times(comparison.Ratio)} as much, and at least {Figures.Times(comparison.Low)}.",
            Verdict.Same => $"{candidate} is the {verdict} as {baseline}: any difference is within {Figures.Limit(record.Threshold)}.",
            Verdict.Inconclusive => $"{candidate} against {baseline} is {verdict}{Why(record, comparison)}.",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison.Verdict, "no such verdict"),
        };
    }

    /// <summary>Who is not to be told apart from the best; none where that would be the best alone, or everyone.</summary>
    public static IReadOnlyList<string> Best(CompareRecord record) =>
        record.Best.Count > 1 && record.Best.Count < record.Profiles.Count(profile => profile.Invalid is null) ? record.Best : [];

    private static string Invalid(string profile, string? why, Emphasis emphasis) =>
        $"{emphasis.Name(profile)}: {emphasis.Verdict(Verdict.Invalid, Verdict.Invalid.NameOf())}, {emphasis.Text(why ?? "")}";

    private static string Why(CompareRecord record, ComparisonRecord comparison) => comparison switch
    {
        { Ratio: null } when record.Blocks == 0 => ": no block is complete",
        { Ratio: null } => $": there is no block in which every profile has a {record.Metric.NameOf()} above 0",
        { BlocksToDecide: { } blocks } => $": about {Figures.Count(blocks)} blocks would decide, this had {Figures.Count(comparison.Blocks)}",
        _ => "",
    };
}
