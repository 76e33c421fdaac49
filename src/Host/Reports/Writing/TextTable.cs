namespace Mul.Host.Reports.Writing;

/// <summary>A table before it is drawn in a terminal, or is Markdown or HTML.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">One cell for each column, unescaped; a terminal shows its lines below each other.</param>
/// <param name="Labels">So many columns, from the left, are words; the rest are figures and stand to the right. Default: 1.</param>
internal sealed record TextTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Labels = 1);
