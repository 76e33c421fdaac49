using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>The one scheduler behind every channel executor of a system.</summary>
internal static class ChannelScheduler
{
    public static IReadOnlyList<string> Path { get; } = ["akka", "channel-scheduler"];

    /// <summary>Workers it grows to at most; here, unlike in a fork-join executor, the factor is read.</summary>
    public static int WorkersOn(int cores, Section section)
    {
        var scaled = (int)(cores * (ValueRule.DoubleOf(section.Text("parallelism-factor")) ?? 1));
        var least = ValueRule.IntOf(section.Text("parallelism-min")) ?? 0;
        var most = ValueRule.IntOf(section.Text("parallelism-max")) ?? 0;
        return Math.Max(1, Math.Min(Math.Max(scaled, least), most));
    }
}
