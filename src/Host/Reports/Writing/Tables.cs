using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Reports.Writing;

/// <summary>How every table of Mul looks.</summary>
internal static class Tables
{
    // Words that go on in the next line need so much of a line, unless the longest of them is shorter.
    private const int LeastOfWords = 12;

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
    public static Columns Beside(params IRenderable[] tables) => new(tables) { Expand = false };

    /// <summary>Whether a table's rows are no wider than the terminal.</summary>
    public static bool Fits(TextTable text, int width) => WidthOf(Lines(text)) <= width;

    /// <summary>A table without those columns for which the terminal has no room, neither with its rows as columns nor with words on several lines.</summary>
    /// <param name="width">Of the terminal, in cells.</param>
    /// <param name="dispensable">Headings; the first of them goes first.</param>
    public static TextTable Fitting(TextTable text, int width, params IEnumerable<string> dispensable)
    {
        foreach (var heading in dispensable)
        {
            if (WidthOf(Turned(text)) <= width || WidthsIn(text, width, breaksNames: false) is not null)
            {
                break;
            }

            var kept = Enumerable.Range(0, text.Columns.Count).Where(column => text.Columns[column] != heading).ToArray();
            text = text with { Columns = [.. kept.Select(column => text.Columns[column])], Rows = [.. text.Rows.Select(row => kept.Select(column => row[column]).ToArray())] };
        }

        return text;
    }

    /// <summary>
    /// A table; where the terminal is too narrow for it, with its rows as columns; then with words on several lines; at last a
    /// table for each row. A figure is never broken.
    /// </summary>
    /// <param name="styleOf">Of a row, by its place.</param>
    /// <param name="width">Of the terminal, in cells.</param>
    public static IRenderable Of(TextTable text, Func<int, Style> styleOf, int width)
    {
        var turned = Turned(text);
        if (!Fits(text, width) && WidthOf(turned) <= width)
        {
            return Upright(turned, styleOf);
        }

        if ((WidthsIn(text, width, breaksNames: false) ?? WidthsIn(text, width, breaksNames: true)) is { } widths)
        {
            return Wrapped(text, styleOf, widths);
        }

        return text.Rows.Count == 1
            ? Upright(turned, styleOf)
            : new Rows(text.Rows.Select((row, place) => Of(text with { Rows = [row] }, _ => styleOf(place), width)));
    }

    private static Table Wrapped(TextTable text, Func<int, Style> styleOf, int[] widths)
    {
        var table = New([.. text.Columns]);
        foreach (var (column, width) in table.Columns.Zip(widths))
        {
            column.NoWrap = false;
            column.Width = width;
        }

        for (var row = 0; row < text.Rows.Count; row++)
        {
            var style = styleOf(row);
            table.AddRow(text.Rows[row].Select(cell => new Text(Terminal.Plain(cell), style)));
        }

        return table;
    }

    private static Table Upright(string[][] turned, Func<int, Style> styleOf)
    {
        var table = New(turned[0]);
        // Of one row a terminal may have no room even for this.
        table.Columns[^1].NoWrap = false;
        foreach (var line in turned[1..])
        {
            table.AddRow(line.Select((cell, place) => new Text(Terminal.Plain(cell), place == 0 ? new Style(Color.Grey) : styleOf(place - 1))));
        }

        return table;
    }

    // Of each column, in cells; null where there is too little room even with words on several lines. The last words give way first.
    // Half a name may be another's, so names, the first column, are broken only where that is asked for.
    private static int[]? WidthsIn(TextTable text, int width, bool breaksNames)
    {
        var lines = Lines(text);
        int[] widths = [.. text.Columns.Select((_, column) => Longest(lines, column, '\n'))];
        var excess = WidthOf(lines) - width;
        for (var column = widths.Length - 1; column >= 0 && excess > 0; column--)
        {
            if (IsWords(text, column))
            {
                var word = Longest(lines, column, '\n', ' ');
                var given = Math.Clamp(widths[column] - (column == 0 && !breaksNames ? word : Math.Min(word, LeastOfWords)), 0, excess);
                widths[column] -= given;
                excess -= given;
            }
        }

        return excess > 0 ? null : widths;
    }

    private static bool IsWords(TextTable text, int column) => column < text.Labels || !text.Rows.Any(row => row[column].Any(char.IsAsciiDigit));

    private static string[][] Lines(TextTable text) => [[.. text.Columns], .. text.Rows.Select(row => row.ToArray())];

    private static string[][] Turned(TextTable text) => [.. text.Columns.Select((_, column) => Array.ConvertAll(Lines(text), row => row[column]))];

    /// <summary>In a terminal's cells, of which a character may take two: of each column the longest line, a blank at each side of it and a rule.</summary>
    /// <param name="rows">The headings first.</param>
    public static int WidthOf(string[][] rows) => 1 + Enumerable.Range(0, rows[0].Length).Sum(column => Longest(rows, column, '\n') + 3);

    private static int Longest(string[][] rows, int column, params char[] between) =>
        rows.Max(row => row[column].Split(between).Max(part => Terminal.Plain(part).GetCellWidth()));
}
