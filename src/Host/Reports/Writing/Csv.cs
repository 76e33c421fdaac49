using System.Globalization;
using System.Text;

namespace Mul.Host.Reports.Writing;

/// <summary>Comma-separated values as RFC 4180 has them: CRLF, and quotes where a field needs them.</summary>
internal sealed class Csv
{
    // A spreadsheet takes a text that begins so for a formula and obeys it (OWASP, CSV Injection); an apostrophe makes it text.
    private const string FormulaBegins = "=+-@\t\r";

    private static readonly char[] Special = ['"', ',', '\r', '\n'];

    private readonly StringBuilder _text = new();
    private bool _inRow;

    /// <summary>Text, perhaps from outside; null is an empty field.</summary>
    public Csv Add(string? field)
    {
        var text = field ?? "";
        if (text.Length > 0 && FormulaBegins.Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return Write(text.IndexOfAny(Special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    /// <summary>A number with every digit that it has, or an instant as ISO 8601 has it, whatever the machine's language; null is an empty field.</summary>
    public Csv Add(IFormattable? value) => Write(value?.ToString(value is DateTime ? "O" : null, CultureInfo.InvariantCulture) ?? "");

    public void EndRow()
    {
        _text.Append("\r\n");
        _inRow = false;
    }

    public override string ToString() => _text.ToString();

    private Csv Write(string field)
    {
        _text.Append(_inRow ? "," : "").Append(field);
        _inRow = true;
        return this;
    }
}
