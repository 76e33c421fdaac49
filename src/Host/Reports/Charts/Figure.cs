using Mul.Host.Reports.Writing;

namespace Mul.Host.Reports.Charts;

/// <summary>A chart with its words: a heading, what it says, and the same numbers as a table for those who do not see it.</summary>
/// <param name="Id">Unique in its report.</param>
/// <param name="Says">One or two sentences below it.</param>
internal sealed record Figure(string Id, string Heading, string Says, Chart Chart, TextTable Table);
