using System.Globalization;

namespace Mul.Host.Statistics;

/// <summary>Numbers as people read them: three digits that matter, and a unit.</summary>
internal static class Figures
{
    public const string None = "–";

    /// <summary>As <c>2.42 s</c>, <c>123 ms</c>, <c>54 µs</c>.</summary>
    public static string Seconds(double? seconds) => seconds switch
    {
        null => None,
        >= 99.95 => Invariant($"{seconds:0} s"),
        >= 9.995 => Invariant($"{seconds:0.0} s"),
        >= 0.9995 => Invariant($"{seconds:0.00} s"),
        >= 0.0995 => Invariant($"{seconds * 1e3:0} ms"),
        >= 0.00095 => Invariant($"{seconds * 1e3:0.0} ms"),
        >= 0.0000095 => Invariant($"{seconds * 1e6:0} µs"),
        > 0 => Invariant($"{seconds * 1e6:0.0} µs"),
        _ => "0",
    };

    /// <summary>As <c>time</c> prints it: seconds with two decimals.</summary>
    public static string Clock(double? seconds) => seconds is { } value ? Invariant($"{value:0.00} s") : None;

    public static string Percent(double? percent) => percent is { } value ? Invariant($"{value:0} %") : None;

    /// <summary>A limit as it was set, as <c>3 %</c> or <c>0.4 %</c>.</summary>
    /// <param name="part">Of 1.</param>
    public static string Limit(double part) => Invariant($"{100 * part:0.####} %");

    public static string Cores(int count) => Counted(count, "core");

    /// <summary>As <c>1 thread</c> or <c>1,024 threads</c>.</summary>
    /// <param name="noun">In the singular; its plural ends with s.</param>
    public static string Counted(int count, string noun) => Invariant($"{count:#,0} {noun}{(count == 1 ? "" : "s")}");

    public static string Count(double? count) => count switch
    {
        null => None,
        >= 100 => Invariant($"{count:#,0}"),
        >= 10 => Invariant($"{count:0.#}"),
        _ => Invariant($"{count:0.##}"),
    };

    public static string Bytes(long? bytes) => bytes switch
    {
        null => None,
        >= 1_000_000_000 => Invariant($"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => Invariant($"{bytes / 1e6:0.0} MB"),
        >= 1_000 => Invariant($"{bytes / 1e3:0} KB"),
        _ => Invariant($"{bytes} B"),
    };

    /// <summary>As <c>0.204</c> or <c>1.03</c>: what a candidate needs as a multiple of the baseline.</summary>
    public static string Ratio(double? ratio) => ratio switch
    {
        null => None,
        >= 100 => Invariant($"{ratio:0}"),
        >= 10 => Invariant($"{ratio:0.0}"),
        >= 0.995 => Invariant($"{ratio:0.00}"),
        _ => Invariant($"{ratio:0.000}"),
    };

    /// <summary>Of ratios, as <c>0.980 … 1.03</c>; the ends are null where there are too few samples.</summary>
    public static string Interval(double? low, double? high) => low is null || high is null ? None : $"{Ratio(low)} … {Ratio(high)}";

    public static string Times(double? factor) => factor is { } value ? Invariant($"{value:0.00}×") : None;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
