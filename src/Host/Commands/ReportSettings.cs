using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Progress;
using Mul.Host.Reports.Writing;
using Mul.Host.Traces;

namespace Mul.Host.Commands;

/// <summary>Where a result goes: each a file, <c>-</c> for standard output, or null.</summary>
internal sealed record ReportSettings(string? Json, string? Csv, string? Markdown, string? Html, string? Timeline, bool NoProgress)
{
    public const string StandardOutput = "-";

    /// <summary>Nothing but the tables.</summary>
    public static ReportSettings None { get; } = new(null, null, null, null, null, NoProgress: false);

    /// <summary>Whether a sample must leave its trace for what was asked for.</summary>
    public bool NeedsTraces => Html is not null || Timeline is not null;

    /// <summary>Shows the progress of one run while it goes on, unless none is wanted.</summary>
    public Task<RunRecord> ShowAsync(string title, Func<IProgress<SampleProgress>?, Task<RunRecord>> run) => RunProgress.ShowAsync(title, NoProgress, run);

    /// <summary>Writes every report that was asked for; standard output has the tables unless one of them has it.</summary>
    /// <exception cref="UserException">A file cannot be written, or there is no trace for a timeline.</exception>
    public void Write(ReportSource source)
    {
        var traced = new Lazy<IReadOnlyList<TracedExemplar>>(() => ReadTraces(source));
        Write(
            () => WriteTables(source),
            (Json, () => JsonReport.Of(source)),
            (Csv, () => SampleCsv.Of(source)),
            (Markdown, () => MarkdownReport.Of(source)),
            (Html, () => Reports.Html.HtmlReport.Of(source, traced.Value)),
            (Timeline, () => TimelineReport.Of(traced.Value)));
    }

    /// <summary>The same of a result that is neither a run nor a comparison.</summary>
    /// <exception cref="UserException">A file cannot be written.</exception>
    public void Write(Action tables, Func<string> json, Func<ReportDocument> document) => Write(tables, Forms(json, document));

    /// <summary>The same of what a search found, and of the samples that this rests on.</summary>
    /// <inheritdoc cref="Write(ReportSource)"/>
    public void Write(TuneRecord record, Ledger search)
    {
        var samples = ReportSource.Of(search);
        Write(
            () => TuneTables.Write(Terminal.Output, record),
            [
                .. Forms(() => JsonReport.Of(record), () => TuneReport.Of(record)),
                (Csv, () => SampleCsv.Of(samples)),
                (Timeline, () => TimelineReport.Of([])),
            ]);
    }

    private (string? Path, Func<string> Text)[] Forms(Func<string> json, Func<ReportDocument> document) =>
    [
        (Json, json),
        (Markdown, () => MarkdownReport.Of(document())),
        (Html, () => Reports.Html.HtmlReport.Of(document())),
    ];

    private static void Write(Action tables, params (string? Path, Func<string> Text)[] reports)
    {
        if (!Array.Exists(reports, report => report.Path == StandardOutput))
        {
            Terminal.Print(tables);
        }

        foreach (var (path, text) in reports)
        {
            if (path is null)
            {
                continue;
            }

            var report = text();
            if (path == StandardOutput)
            {
                Terminal.Print(report);
            }
            else
            {
                TextFile.Write(path, report);
            }
        }
    }

    // If only some have a trace, the others are named.
    private static IReadOnlyList<TracedExemplar> ReadTraces(ReportSource source)
    {
        var traced = TracedExemplar.ReadAll(source.Exemplars);
        string[] missing = [.. source.Exemplars.Select(exemplar => exemplar.Profile).Except(traced.Select(one => one.Exemplar.Profile))];
        if (traced.Count > 0 && missing.Length > 0)
        {
            Terminal.Say($"{string.Join(", ", missing)}: left out of what is drawn from traces; of its median sample there is none, or none that can be read.");
        }

        return traced;
    }

    private static void WriteTables(ReportSource source)
    {
        if (source.Comparison is { } comparison)
        {
            CompareTables.Write(Terminal.Output, comparison);
        }
        else
        {
            RunTables.Write(Terminal.Output, source.Exemplars[0].Record);
        }
    }
}
