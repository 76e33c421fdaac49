using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>How every table of Mul looks.</summary>
internal static class Tables
{
    /// <param name="columns">Headings, as plain text.</param>
    public static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[grey]{Markup.Escape(column)}[/]").NoWrap());
        }

        return table;
    }
}
