using System.Text;

namespace Mul.Host.Reports;

/// <summary>Text as GitHub's Markdown shows it unchanged.</summary>
internal static class Markdown
{
    // What means something in the middle of a line, where alone text from outside stands; a backslash escapes each of them
    // (CommonMark 0.31, 2.4).
    private const string Markup = "\\`*_[]#|~^$";

    /// <summary>Text from outside on one line: no markup, no link, nobody mentioned.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in Terminal.Plain(text.ReplaceLineEndings(" ")))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                // GitHub looks for people to notify in the finished HTML, where a backslash is gone.
                '@' => escaped.Append("@<!-- -->"),
                _ when Markup.Contains(c, StringComparison.Ordinal) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        // Without a plain colon an address is not made a link.
        return escaped.Replace("://", @"\://").ToString();
    }

    public static string Table(TextTable table)
    {
        var text = new StringBuilder();
        Row(table.Columns.Select(Escape));
        Row(table.Columns.Select((_, column) => column < table.Labels ? "---" : "--:"));
        foreach (var row in table.Rows)
        {
            Row(row.Select(Escape));
        }

        return text.ToString();

        void Row(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>Text to be copied as it is.</summary>
    /// <param name="language">As GitHub names it.</param>
    public static string Code(string language, string text)
    {
        // Longer than any run of backticks within (CommonMark 0.31, 4.5).
        var fence = new string('`', Math.Max(3, 1 + text.Split('\n').Max(line => line.TakeWhile(c => c == '`').Count())));
        return $"{fence}{language}\n{text.TrimEnd()}\n{fence}\n";
    }

    /// <summary>Details that a click unfolds.</summary>
    public static string Folded(string summary, string content) => $"<details><summary>{Escape(summary)}</summary>\n\n{content}\n</details>\n";
}
