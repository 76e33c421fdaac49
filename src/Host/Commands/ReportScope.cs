namespace Mul.Host.Commands;

/// <summary>What a verb's result can be written as.</summary>
internal enum ReportScope
{
    /// <summary>It has samples, and traces of them: every kind of report.</summary>
    Samples,

    /// <summary>It has charts, but no one run: JSON, Markdown and HTML.</summary>
    Charts,

    /// <summary>It is there at once, and is tables: JSON and Markdown.</summary>
    Tables,
}
