namespace Mul.Host.Reports;

/// <summary>The result as JSON, in the schema of what it is the result of.</summary>
internal static class JsonReport
{
    public static string Of(ReportSource source) =>
        (source.Comparison is { } comparison ? CompareJson.Of(comparison) : RunJson.Of(source.Exemplars[0].Record)) + "\n";
}
