using System.Globalization;
using Akka.Configuration;

namespace Mul.Actors.Dispatching;

/// <summary>The block <c>fixed-threads</c> of a dispatcher's section.</summary>
/// <param name="ThreadCount">From 1 to 10,000. Default: 4.</param>
/// <param name="Priority">Default: normal. Linux ignores it.</param>
/// <param name="SpinCount">Looks for work, each after giving up the core, before a thread parks. From 0 to 10,000. Default: 50, some 15 µs on an idle machine, as in fork-join.</param>
internal sealed record FixedThreadsSettings(
    int ThreadCount = FixedThreadsSettings.DefaultThreadCount,
    ThreadPriority Priority = ThreadPriority.Normal,
    int SpinCount = FixedThreadsSettings.DefaultSpinCount)
{
    public const int DefaultThreadCount = 4;
    public const int DefaultSpinCount = 50;

    /// <summary>What Linux stands as it is delivered: a thread takes four of the 65,530 mappings of a process (vm.max_map_count), and the runtime ends a process that has none left.</summary>
    public const int MaxThreadCount = 10_000;

    public const int MaxSpinCount = 10_000;
    private const string Block = "fixed-threads";
    private const string CountKey = "thread-count";
    private const string PriorityKey = "thread-priority";
    private const string SpinKey = "spin-count";
    private const string Keys = $"{CountKey}, {PriorityKey} and {SpinKey}";

    /// <param name="dispatcher">The dispatcher's section.</param>
    /// <exception cref="ConfigurationException">A key is unknown, or a value is not allowed: one line with dispatcher, key, value and what is allowed.</exception>
    public static FixedThreadsSettings Read(Config dispatcher)
    {
        var settings = new FixedThreadsSettings();
        if (!dispatcher.HasPath(Block))
        {
            return settings;
        }

        var id = dispatcher.GetString("id", "unknown");
        if (!dispatcher.GetValue(Block).IsObject())
        {
            throw Refused(id, Block, Problem(dispatcher.GetString(Block)), $"a block with {Keys}");
        }

        var block = dispatcher.GetConfig(Block);
        foreach (var (key, _) in block.AsEnumerable())
        {
            if (key is not (CountKey or PriorityKey or SpinKey))
            {
                throw Refused(id, $"{Block}.{key}", "is not a key", Keys);
            }
        }

        return new FixedThreadsSettings(
            NumberIn(block, id, CountKey, DefaultThreadCount, 1, MaxThreadCount),
            PriorityIn(block, id),
            NumberIn(block, id, SpinKey, DefaultSpinCount, 0, MaxSpinCount));
    }

    private static int NumberIn(Config block, string id, string key, int otherwise, int least, int most)
    {
        var text = block.GetString(key, otherwise.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refused(id, $"{Block}.{key}", Problem(text), $"a whole number from {least} to {most}");
    }

    private static ThreadPriority PriorityIn(Config block, string id)
    {
        var text = block.GetString(PriorityKey, nameof(ThreadPriority.Normal));

        // By name only: Enum.TryParse would also take any number.
        var name = Enum.GetNames<ThreadPriority>().FirstOrDefault(each => each.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? Enum.Parse<ThreadPriority>(name)
            : throw Refused(id, $"{Block}.{PriorityKey}", Problem(text), string.Join(", ", Enum.GetNames<ThreadPriority>()));
    }

    // Akka.NET has no text for null, a list or a block.
    private static string Problem(string? text) => text switch
    {
        null => "is no single value",
        "" => "is empty",
        _ => $"is {text}",
    };

    private static ConfigurationException Refused(string id, string key, string problem, string allowed) =>
        new($"Dispatcher '{id}': {key} {problem}. Allowed: {allowed}.");
}
