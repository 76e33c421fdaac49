using System.Text;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Exports;

/// <summary>A report for a pull request: the verdicts first, then the table they rest on, the rest folded away.</summary>
internal static class MarkdownReport
{
    private static readonly Emphasis Bold = new(Markdown.Escape, name => $"**{Markdown.Escape(name)}**", (_, word) => $"**{word}**");

    public static string Of(ReportSource source)
    {
        var text = new StringBuilder();
        if (source.Comparison is { } comparison)
        {
            AddComparison(text, comparison);
        }
        else
        {
            AddRun(text, source.Exemplars[0].Record);
        }

        text.Append('\n').Append(Details(source));
        return text.ToString();
    }

    public static string Of(ReportDocument document)
    {
        var text = new StringBuilder();
        text.Append($"### {Markdown.Escape(document.Title)}\n\n");
        foreach (var sentence in document.Sentences)
        {
            text.Append($"- {Markdown.Escape(sentence)}\n");
        }

        foreach (var listing in document.Listings)
        {
            text.Append($"\n**{Markdown.Escape(listing.Title)}**\n\n{Markdown.Code(listing.Language, listing.Text)}");
        }

        return text.Append('\n').Append(Details("Details", document.Figures.Select(figure => figure.Table).Concat(document.Tables), document.Conditions)).ToString();
    }

    private static void AddComparison(StringBuilder text, CompareRecord record)
    {
        text.Append($"### {Markdown.Escape(ReportText.Title(record))}\n\n");
        if (!record.Interleaved)
        {
            text.Append($"> [!WARNING]\n> {VerdictSentence.NotInterleaved}\n\n");
        }

        foreach (var verdict in VerdictSentence.Of(record, Bold))
        {
            text.Append($"- {verdict}\n");
        }

        foreach (var more in ReportText.Afterwards(record, Bold))
        {
            text.Append($"- {more}\n");
        }

        AddFindings(text, record.Findings);
        text.Append('\n').Append(Markdown.Table(ReportTables.Profiles(record)));
        if (record.Comparisons.Count > 0)
        {
            text.Append('\n').Append(Markdown.Table(ReportTables.Comparisons(record)));
        }

        if (record.Predictions is { Count: > 0 } predictions)
        {
            text.Append('\n').Append(Markdown.Table(ReportTables.Predictions(predictions)));
        }
    }

    private static void AddRun(StringBuilder text, RunRecord record)
    {
        text.Append($"### {Markdown.Escape(ReportText.Title(record))}\n\n");
        foreach (var sentence in ReportText.Sentences(record, Bold))
        {
            text.Append($"- {sentence}\n");
        }

        AddFindings(text, record.Findings);
    }

    private static void AddFindings(StringBuilder text, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            text.Append($"- **{Markdown.Escape(finding.Id)}**: {Markdown.Escape(finding.Message)} → {Markdown.Escape(finding.Remedy)}\n");
        }
    }

    private static string Details(ReportSource source) => Details(
        source.Comparison is null ? "Details" : "Details of each profile's median sample",
        source.Exemplars.Count == 0
            ? []
            :
            [
                ReportTables.Processes(source.Exemplars),
                ReportTables.AskedAndSeen(source.Exemplars),
                ReportTables.Pools(source.Exemplars),
                TimeLedgers.CoreSeconds(source.Exemplars),
                TimeLedgers.JobSeconds(source.Exemplars),
            ],
        ReportText.Conditions(source));

    private static string Details(string summary, IEnumerable<TextTable> tables, IEnumerable<string> conditions)
    {
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            text.Append($"**{Markdown.Escape(table.Caption)}**\n\n").Append(Markdown.Table(table)).Append('\n');
        }

        foreach (var line in conditions)
        {
            text.Append($"- {Markdown.Escape(line)}\n");
        }

        return Markdown.Folded(summary, text.ToString());
    }
}
