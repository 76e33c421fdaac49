using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>How every table of Mul looks.</summary>
internal static class Tables
{
    /// <summary>Text from outside as part of a line with markup: nothing of it is taken for markup, or obeyed by a terminal.</summary>
    public static string Escape(string text) => Markup.Escape(Terminal.Plain(text));

    /// <param name="columns">Headings, as plain text.</param>
    public static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[grey]{Escape(column)}[/]").NoWrap());
        }

        return table;
    }

    /// <param name="styleOf">Of a row, by its place.</param>
    public static Table Of(TextTable text, Func<int, Style> styleOf)
    {
        var table = New([.. text.Columns]);
        for (var row = 0; row < text.Rows.Count; row++)
        {
            var style = styleOf(row);
            table.AddRow(text.Rows[row].Select(cell => new Text(Terminal.Plain(cell), style)));
        }

        return table;
    }
}
