using System.Globalization;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The samples of one experiment were not all taken on the same machine with the same versions, as where a ledger was resumed elsewhere.</summary>
internal static class MixedEnvironments
{
    /// <summary>Null if they were.</summary>
    /// <param name="environments">Of the samples, in the order in which they were taken.</param>
    public static Finding? Of(IEnumerable<EnvironmentRecord> environments)
    {
        var all = environments.Distinct().ToArray();
        string[] differing =
        [
            .. Differing("cores", one => one.Cores.ToString(CultureInfo.InvariantCulture)),
            .. Differing("processor", one => one.Cpu),
            .. Differing("system", one => one.Os),
            .. Differing("runtime", one => one.Runtime),
            .. Differing("Akka.NET", one => one.Akka),
            .. Differing("garbage collector", one => one.GcMode),
            .. Differing("mul", one => one.Version),
        ];
        return all.Length < 2 ? null : new Finding(
            "mixed-environments",
            Severity.Warning,
            $"The samples were taken in {all.Length} environments: {string.Join("; ", differing)}. What that changes is part of every interval, and of a ratio where a block is of both.",
            "Measure again in one place, with a new --ledger.");

        IEnumerable<string> Differing(string name, Func<EnvironmentRecord, string> read) =>
            all.Select(read).Distinct().ToArray() is { Length: > 1 } values ? [$"{name} {string.Join(" and ", values)}"] : [];
    }
}
