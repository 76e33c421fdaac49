using Mul.Host.Reports.Sentences;

namespace Mul.Host.Tests.Reports;

internal static class Emphases
{
    /// <summary>Nothing stands out, and nothing is escaped.</summary>
    public static Emphasis None { get; } = new(text => text, name => name, (_, word) => word);
}
