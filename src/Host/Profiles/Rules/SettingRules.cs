using Mul.Actors.Downloading;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>What the values of Akka.NET's and Mul's own settings may be, read off from their defaults.</summary>
internal static class SettingRules
{
    // Words that Akka.NET takes in the place of a number or a duration, here or there.
    private static readonly string[] Words = ["infinite", "unlimited", "undefined", "on", "off"];

    private static readonly Dictionary<string, ValueRule> Special = new()
    {
        [DownloaderPool.IoKey] = ValueRule.ExactlyOneOf(DownloaderPool.Async, DownloaderPool.Blocking),
        // Each is a runtime of its own, on this machine.
        [NodeKeys.Processes] = ValueRule.Count(atLeast: 0, atMost: 100),
        [NodeKeys.Min] = ValueRule.Count(atLeast: 0),
        // Nodes look at the clock every 100 ms, several times a lease, and send what they counted of jobs in flight with each renewal.
        [NodeKeys.Lease] = new("a duration from 500ms to 60s, as 2s", text => ValueRule.DurationOf(text) is { TotalSeconds: >= 0.5 and <= 60 }),
        [NodeKeys.Listen] = new("one address of this machine and a port, as \"127.0.0.1:4053\"", ListenAddress.IsOne),
        [NodeKeys.Routing] = ValueRule.ExactlyOneOf(NodeKeys.Leases, NodeKeys.Cluster),
        [NodeKeys.Silence] = new("a duration from 100ms to 1h, as 10s", text => ValueRule.DurationOf(text) is { TotalSeconds: >= 0.1 and <= 3600 }),
        // Each is an object, on the heap of what is measured; and with the longest tick the whole wheel still counts in 64 bits.
        ["akka.scheduler.ticks-per-wheel"] = ValueRule.Count(atLeast: 1, atMost: 1 << 20),
        ["akka.scheduler.tick-duration"] = new("a duration from 10ms to 1d, as 20ms", text => ValueRule.DurationOf(text) is { TotalMilliseconds: >= 10, TotalDays: <= 1 }),
        ["akka.loglevel"] = ValueRule.OneOf("OFF", "ERROR", "WARNING", "INFO", "DEBUG"),
        ["akka.stdout-loglevel"] = ValueRule.OneOf("OFF", "ERROR", "WARNING", "INFO", "DEBUG"),
    };

    public static ValueRule For(string id, Node known) => Special.GetValueOrDefault(id) ?? known switch
    {
        Sequence => ValueRule.List,
        Value { Text: { } text } => OfDefault(text),
        _ => ValueRule.Text,
    };

    private static ValueRule OfDefault(string text) => text switch
    {
        _ when ValueRule.SwitchOf(text) is not null => ValueRule.Switch,
        _ when ValueRule.IntOf(text) is not null => OrWord(ValueRule.Number),
        _ when ValueRule.DoubleOf(text) is not null => OrWord(ValueRule.Number),
        _ when ValueRule.DurationOf(text) is not null => OrWord(ValueRule.Duration),
        _ => ValueRule.Text,
    };

    private static ValueRule OrWord(ValueRule rule) =>
        rule with { Accepts = text => rule.Accepts(text) || Words.Contains(text, StringComparer.Ordinal) };
}
