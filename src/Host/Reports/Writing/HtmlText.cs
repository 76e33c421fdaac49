using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Mul.Host.Reports.Writing;

/// <summary>HTML from text that may come from outside.</summary>
internal static partial class HtmlText
{
    public static string Escape(string text) => WebUtility.HtmlEncode(Terminal.Plain(text));

    /// <summary>A sentence in which code stands between backticks.</summary>
    public static string Sentence(string text) => Code().Replace(Escape(text), "<code>$1</code>");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    /// <summary>A table that a screen reader can walk: caption, and headings for columns and rows. It scrolls by itself where the page is narrow.</summary>
    public static string Table(TextTable table)
    {
        var text = new StringBuilder();
        text.Append($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(table.Caption)}\"><table><caption>{Escape(table.Caption)}</caption><thead><tr>");
        for (var column = 0; column < table.Columns.Count; column++)
        {
            text.Append($"<th scope=\"col\"{ClassOf(column)}>{Escape(table.Columns[column])}</th>");
        }

        text.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            text.Append($"<tr><th scope=\"row\">{Escape(row[0])}</th>");
            for (var column = 1; column < row.Count; column++)
            {
                text.Append($"<td{ClassOf(column)}>{Escape(row[column])}</td>");
            }

            text.Append("</tr>\n");
        }

        return text.Append("</tbody></table></div>\n").ToString();

        string ClassOf(int column) => column < table.Labels ? "" : " class=\"figure\"";
    }
}
