using System.Text;

namespace Mul.Host.Reports.Writing;

/// <summary>Text as GitHub's Markdown shows it unchanged.</summary>
internal static class Markdown
{
    // What means something anywhere in a line; a backslash escapes each of them
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
        return NoListItem(escaped.Replace("://", @"\://")).ToString();
    }

    // At the beginning of a line "-", "+", "1." or "1)" and a blank would begin a list (CommonMark 0.31, 5.2).
    private static StringBuilder NoListItem(StringBuilder text)
    {
        var marker = 0;
        while (marker < text.Length && char.IsAsciiDigit(text[marker]))
        {
            marker++;
        }

        var begins = marker + 1 < text.Length && text[marker + 1] == ' ' && (marker == 0 ? text[marker] is '-' or '+' : text[marker] is '.' or ')');
        return begins ? text.Insert(marker, '\\') : text;
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
        var (run, longest) = (0, 2);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return $"{fence}{language}\n{text.TrimEnd()}\n{fence}\n";
    }

    /// <summary>Details that a click unfolds.</summary>
    public static string Folded(string summary, string content) => $"<details><summary>{Escape(summary)}</summary>\n\n{content}\n</details>\n";
}
