using Mul.Host.Statistics;

namespace Mul.Host.Reports.Sentences;

/// <summary>How a report marks what stands out, and escapes the rest.</summary>
/// <param name="Text">Text that may come from outside.</param>
/// <param name="Name">A profile's name.</param>
/// <param name="Verdict">A verdict's word.</param>
internal sealed record Emphasis(Func<string, string> Text, Func<string, string> Name, Func<Verdict, string, string> Verdict);
