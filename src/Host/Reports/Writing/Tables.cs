using Spectre.Console;

namespace Mul.Host.Reports.Writing;

/// <summary>How every table of Mul looks.</summary>
internal static class Tables
{
    private const int LeastOfLast = 16;

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

    /// <summary>Tables beside each other, or below each other where the terminal is too narrow for that.</summary>
    public static Columns Beside(params Table[] tables) => new(tables) { Expand = false };

    /// <summary>Whether a table's rows are no wider than the terminal.</summary>
    public static bool Fits(TextTable text, int width) => WidthOf(Lines(text)) <= width;

    /// <summary>A table without those columns for which the terminal has no room even with its rows as columns.</summary>
    /// <param name="width">Of the terminal, in characters.</param>
    /// <param name="dispensable">Headings; the first of them goes first.</param>
    public static TextTable Fitting(TextTable text, int width, params IEnumerable<string> dispensable)
    {
        foreach (var heading in dispensable)
        {
            if (Fits(text, width) || WidthOf(Turned(text)) <= width)
            {
                break;
            }

            var kept = Enumerable.Range(0, text.Columns.Count).Where(column => text.Columns[column] != heading).ToArray();
            text = text with { Columns = [.. kept.Select(column => text.Columns[column])], Rows = [.. text.Rows.Select(row => kept.Select(column => row[column]).ToArray())] };
        }

        return text;
    }

    /// <summary>A table; where the terminal is too narrow for it, with its rows as columns.</summary>
    /// <param name="styleOf">Of a row, by its place.</param>
    /// <param name="width">Of the terminal, in characters.</param>
    public static Table Of(TextTable text, Func<int, Style> styleOf, int width)
    {
        var (rows, turned) = (Lines(text), Turned(text));
        if (WidthOf(rows) > width && WidthOf(turned) < WidthOf(rows))
        {
            var upright = New(turned[0]);
            foreach (var line in turned[1..])
            {
                upright.AddRow(line.Select((cell, place) => new Text(Terminal.Plain(cell), place == 0 ? new Style(Color.Grey) : styleOf(place - 1))));
            }

            return upright;
        }

        var table = New([.. text.Columns]);
        // Where the last column is all that is too wide, only that gives way.
        table.Columns[^1].NoWrap = WidthOf(rows) <= width || WidthOf(Array.ConvertAll(rows, row => row[..^1])) + LeastOfLast > width;
        for (var row = 0; row < text.Rows.Count; row++)
        {
            var style = styleOf(row);
            table.AddRow(text.Rows[row].Select(cell => new Text(Terminal.Plain(cell), style)));
        }

        return table;
    }

    private static string[][] Lines(TextTable text) => [[.. text.Columns], .. text.Rows.Select(row => row.ToArray())];

    private static string[][] Turned(TextTable text) => [.. text.Columns.Select((_, column) => Array.ConvertAll(Lines(text), row => row[column]))];

    /// <summary>In characters: of each column the longest line, a blank at each side of it and a rule.</summary>
    /// <param name="rows">The headings first.</param>
    public static int WidthOf(string[][] rows) =>
        1 + Enumerable.Range(0, rows[0].Length).Sum(column => rows.Max(row => row[column].Split('\n').Max(line => line.Length)) + 3);
}
