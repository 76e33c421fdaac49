using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>An experiment, as a person at a terminal likes to see it: the verdicts first, then what they rest on.</summary>
internal static class CompareTables
{
    public static void Write(IAnsiConsole console, CompareRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{record.Workload.Name}[/], {Metrics.NameOf(record.Metric)}, {Figures.Count(record.Blocks)} blocks{(record.Interleaved ? "" : " — of different days: not interleaved, drift is not controlled")}");
        console.Write(Profiles(record));
        if (record.Comparisons.Count > 0)
        {
            console.Write(Intervals(record));
        }

        foreach (var comparison in record.Comparisons)
        {
            console.MarkupLine(Sentence(record, comparison));
        }

        if (record.Final is { } final)
        {
            console.MarkupLine($"[grey]The best two once more, on fresh blocks:[/] {Sentence(record, final)}");
        }

        if (record.Best.Count > 0)
        {
            console.MarkupLineInterpolated($"[grey]Not to be told apart from the best:[/] [bold]{string.Join(", ", record.Best)}[/]");
        }

        FindingList.Write(console, record.Findings);
    }

    private static Table Profiles(CompareRecord record)
    {
        var table = Tables.New("profile", "total", "user", "system", Metrics.NameOf(record.Metric), "at once (mean / max of asked)", "samples");
        foreach (var profile in record.Profiles)
        {
            table.AddRow(
                $"[bold]{Markup.Escape(profile.Name)}[/]",
                Figures.Clock(profile.MedianSeconds),
                Figures.Clock(profile.MedianUserSeconds),
                Figures.Clock(profile.MedianSystemSeconds),
                Value(record.Metric, profile.Median),
                Markup.Escape(string.Join(", ", profile.Concurrency.Select(pool =>
                    $"{pool.Pool} {Figures.Count(pool.Mean)} / {Figures.Count(pool.Max)}{(pool.Configured is { } asked ? " of " + Figures.Count(asked) : "")}"))),
                Figures.Count(profile.Samples) + (profile.Outliers > 0 ? $" ({Figures.Count(profile.Outliers)} outliers)" : ""));
        }

        return table;
    }

    private static Table Intervals(CompareRecord record)
    {
        var table = Tables.New("candidate", $"÷ {record.Comparisons[0].Baseline}", "95 % interval", "verdict", "");
        table.Columns[^1].Header = new Markup($"[grey]{IntervalBar.Scale(record.Comparisons)}[/]");
        foreach (var comparison in record.Comparisons)
        {
            table.AddRow(
                new Markup($"[bold]{Markup.Escape(comparison.Candidate)}[/]"),
                new Text(Figures.Ratio(comparison.Ratio)),
                new Text(comparison.Low is null ? Figures.None : $"{Figures.Ratio(comparison.Low)} … {Figures.Ratio(comparison.High)}"),
                new Markup(Verdict(comparison.Verdict)),
                new Text(IntervalBar.Of(comparison, record.Comparisons)));
        }

        return table;
    }

    private static string Sentence(CompareRecord record, ComparisonRecord comparison)
    {
        var candidate = $"[bold]{Markup.Escape(comparison.Candidate)}[/]";
        var baseline = Markup.Escape(comparison.Baseline);
        return comparison.Verdict switch
        {
            Statistics.Verdict.Invalid => $"{candidate}: [red]invalid[/], {Markup.Escape(Terminal.Plain(comparison.Invalid ?? ""))}",
            Statistics.Verdict.Faster => $"{candidate} is [green]faster[/] than {baseline}: {Figures.Times(1 / comparison.Ratio)}, and at least {Figures.Times(1 / comparison.High)}.",
            Statistics.Verdict.Slower => $"{candidate} is [red]slower[/] than {baseline}: it takes {Figures.Times(comparison.Ratio)} as much, and at least {Figures.Times(comparison.Low)}.",
            Statistics.Verdict.Same => $"{candidate} is the [blue]same[/] as {baseline}: any difference is within {Figures.Percent(100 * record.Threshold)}.",
            Statistics.Verdict.Inconclusive => $"{candidate} against {baseline} is [yellow]inconclusive[/]{More(record, comparison)}.",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison.Verdict, "no such verdict"),
        };
    }

    private static string More(CompareRecord record, ComparisonRecord comparison) => comparison.BlocksToDecide is { } blocks
        ? $": about {Figures.Count(blocks)} blocks would decide, this had {Figures.Count(record.Blocks)}"
        : "";

    private static string Verdict(Verdict verdict) => verdict switch
    {
        Statistics.Verdict.Faster => "[green]faster[/]",
        Statistics.Verdict.Slower => "[red]slower[/]",
        Statistics.Verdict.Same => "[blue]same[/]",
        Statistics.Verdict.Inconclusive => "[yellow]inconclusive[/]",
        Statistics.Verdict.Invalid => "[red]invalid[/]",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };

    private static string Value(Metric metric, double? value) => metric switch
    {
        Metric.PeakMemory => Figures.Bytes((long?)value),
        Metric.Makespan or Metric.Cpu or Metric.P99Response => Figures.Seconds(value),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no such metric"),
    };
}
