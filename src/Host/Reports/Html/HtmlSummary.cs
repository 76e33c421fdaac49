using System.Text;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Html;

/// <summary>The first screen: verdicts, findings and the one table, for people who read nothing else.</summary>
internal static class HtmlSummary
{
    private static readonly Emphasis Marked = new(
        HtmlText.Escape,
        name => $"<strong>{HtmlText.Escape(name)}</strong>",
        (verdict, word) => $"<span class=\"verdict {verdict.NameOf()}\">{word}</span>");

    public static string Of(ReportSource source, bool hasTraces)
    {
        var text = new StringBuilder();
        if (source.Comparison is { } comparison)
        {
            AddComparison(text, comparison);
        }
        else
        {
            var record = source.Exemplars[0].Record;
            AddSentences(text, "verdicts", ReportText.Sentences(record, Marked));
            AddFindings(text, record.Findings);
        }

        AddConditions(text, "How this was measured", ReportText.Conditions(source));
        if (!hasTraces)
        {
            text.Append("<p class=\"note\">No trace was kept, so the charts of single jobs are left out.</p>\n");
        }

        return text.ToString();
    }

    public static string Of(ReportDocument document)
    {
        var text = new StringBuilder();
        AddSentences(text, "verdicts", document.Sentences.Select(HtmlText.Escape));
        AddConditions(text, "Under which conditions", document.Conditions);
        return text.ToString();
    }

    private static void AddComparison(StringBuilder text, CompareRecord record)
    {
        if (!record.Interleaved)
        {
            text.Append($"<p class=\"warning\" role=\"note\">{HtmlText.Escape(VerdictSentence.NotInterleaved)}</p>\n");
        }

        AddSentences(text, "verdicts", VerdictSentence.Of(record, Marked));
        AddFindings(text, record.Findings);
        AddSentences(text, "afterwards", ReportText.Afterwards(record, Marked));
        text.Append(HtmlText.Table(ReportTables.Profiles(record)));
        if (record.Predictions is { Count: > 0 } predictions)
        {
            text.Append(HtmlText.Table(ReportTables.Predictions(predictions)));
        }
    }

    private static void AddSentences(StringBuilder text, string name, IEnumerable<string> sentences)
    {
        text.Append($"<ul class=\"{name}\">\n");
        foreach (var sentence in sentences)
        {
            text.Append($"<li>{sentence}</li>\n");
        }

        text.Append("</ul>\n");
    }

    private static void AddFindings(StringBuilder text, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        text.Append("<h2>Findings</h2>\n<dl class=\"findings\">\n");
        foreach (var finding in findings)
        {
            text.Append($"<dt class=\"{finding.Severity.NameOf()}\"><code>{HtmlText.Escape(finding.Id)}</code> {HtmlText.Sentence(finding.Message)}</dt><dd>→ {HtmlText.Sentence(finding.Remedy)}</dd>\n");
        }

        text.Append("</dl>\n");
    }

    private static void AddConditions(StringBuilder text, string heading, IEnumerable<string> conditions)
    {
        text.Append($"<details class=\"conditions\"><summary>{heading}</summary><ul>\n");
        foreach (var line in conditions)
        {
            text.Append($"<li>{HtmlText.Escape(line)}</li>\n");
        }

        text.Append("</ul></details>\n");
    }
}
