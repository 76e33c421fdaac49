using Mul.Host.Experiments.Comparing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Sentences;

/// <summary>A guard rail in one line, as <c>heartbeat-p99 10.0 ms of at most 50.0 ms: kept</c>.</summary>
internal static class RailSentence
{
    public static string Of(RailOutcome rail)
    {
        var (text, bound) = rail switch
        {
            { Name: "achieves" } => ((Func<double?, string>)Figures.Count, "at least"),
            { Name: "heartbeat-p99" } => (Figures.Seconds, "at most"),
            { Name: "no-slower-than" } => (Figures.Times, "at most"),
            _ => throw new ArgumentOutOfRangeException(nameof(rail), rail.Name, "no such guard rail"),
        };
        var outcome = rail.Kept switch
        {
            true => "kept",
            false => "not kept",
            null => "undecided",
        };
        return $"{rail.Name}{(rail.Of is null ? "" : $" {rail.Of}")} {text(rail.Value)} of {bound} {text(rail.Limit)}: {outcome}";
    }
}
