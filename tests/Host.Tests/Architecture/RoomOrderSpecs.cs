using System.Reflection;
using Mul.Actors.Jobs;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Architecture;

/// <summary>A result passes every room of src/Host once, and no room calls back.</summary>
public sealed class RoomOrderSpecs
{
    private const string House = "Mul.Host.";

    // In the order in which a result travels.
    private static readonly string[] Rooms =
    [
        "Statistics", "Profiles", "Workloads", "Traces", "Processes", "Serving", "Origin", "Measurement", "Simulation", "Nodes",
        "Experiments", "Findings", "Reports", "Commands",
    ];

    private static readonly Assembly Host = typeof(Trace).Assembly;
    private static readonly Assembly Actors = typeof(JobProtocol).Assembly;

    [Fact]
    public void Each_room_uses_only_rooms_before_it()
    {
        var backward =
            from type in Host.GetTypes()
            let room = RoomOf(type)
            where room is not null
            from used in UsedTypes.Of(type)
            let other = RoomOf(used)
            where other is not null && Array.IndexOf(Rooms, other) > Array.IndexOf(Rooms, room)
            select $"{room} uses {other}: {NameOf(type)} uses {NameOf(used)}";

        Assert.Empty(backward.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_folder_uses_one_that_in_the_end_uses_it()
    {
        var uses = (
            from type in Host.GetTypes().Concat(Actors.GetTypes())
            let folder = FolderOf(type)
            where folder is not null
            from used in UsedTypes.Of(type)
            let other = FolderOf(used)
            where other is not null && other != folder
            select (From: folder, To: other, Example: $"{folder} uses {other}: {type.Name} uses {used.Name}")).ToLookup(use => use.From);

        var circular = uses.SelectMany(folder => folder).Where(use => Reached(use.To, uses).Contains(use.From)).Select(use => use.Example);

        Assert.Empty(circular.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_room_has_its_place_in_the_order() =>
        Assert.Empty(Host.GetTypes().Select(RoomOf).Where(room => room is not null).Distinct().Except(Rooms));

    [Fact]
    public void What_is_measured_knows_nothing_of_who_measures()
    {
        string[] forbidden = ["mul", "System.Console", "Spectre.Console", "Akka.Hosting", "System.CommandLine"];

        Assert.Empty(Actors.GetReferencedAssemblies().Select(assembly => assembly.Name).Intersect(forbidden));
    }

    // The spec above would also be green if it saw nothing.
    [Fact]
    public void What_a_method_uses_is_seen()
    {
        var used = UsedTypes.Of(typeof(Witness));

        // In a signature, in an instruction, and as the result of what an instruction calls.
        Assert.Contains(typeof(Trace), used);
        Assert.Contains(typeof(Quantile), used);
        Assert.Contains(typeof(Span), used);
    }

    private static string? RoomOf(Type type) =>
        type.Assembly == Host && type.Namespace?.StartsWith(House, StringComparison.Ordinal) == true
            ? type.Namespace[House.Length..].Split('.')[0]
            : null;

    // A folder is a namespace.
    private static string? FolderOf(Type type) => type.Assembly == Host || type.Assembly == Actors ? type.Namespace : null;

    private static HashSet<string> Reached(string from, ILookup<string, (string From, string To, string Example)> uses)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([from]);
        while (open.TryPop(out var folder))
        {
            if (reached.Add(folder))
            {
                Array.ForEach([.. uses[folder]], use => open.Push(use.To));
            }
        }

        return reached;
    }

    private static string NameOf(Type type) => type.FullName![House.Length..].Split('+')[0];

    private static class Witness
    {
        public static double Use(Trace? trace) => trace is null ? Quantile.Of([1, 2], 0.5) : Span.Of(trace.Records.Span).Seconds;
    }
}
