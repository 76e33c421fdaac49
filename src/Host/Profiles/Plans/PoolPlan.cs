using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Plans;

/// <summary>What a profile makes of one pool: what it asks for, and what Akka.NET will give.</summary>
internal sealed record PoolPlan
{
    /// <summary>As in <c>/user/NAME</c>.</summary>
    public required string Pool { get; init; }

    /// <summary>The router's HOCON alias, as <c>round-robin-pool</c>.</summary>
    public required string Router { get; init; }

    /// <summary>What the alias stands for, by which Akka.NET goes.</summary>
    public required Type RouterType { get; init; }

    /// <summary>Whether it is the profile that says so, under <c>akka.actor.router.type-mapping</c>. Default: no, Akka.NET itself does.</summary>
    public bool MapsRouter { get; init; }

    /// <summary><c>nr-of-instances</c>: the routees that Akka.NET creates at first.</summary>
    public required int Routees { get; init; }

    public ResizerPlan? Resizer { get; init; }

    /// <summary>The dispatcher that a reader of the file would expect the routees to run on.</summary>
    public required DispatcherPlan Asked { get; init; }

    /// <summary>The dispatcher that Akka.NET really gives the routees; the same as <see cref="Asked"/> unless the profile fell into a trap.</summary>
    public required DispatcherPlan Given { get; init; }

    /// <summary>How the routees come to <see cref="Given"/>: the setting with the line of the file, as <c>pool-dispatcher (hocon/x.hocon:12)</c>. Default: empty.</summary>
    public string Because { get; init; } = "";

    /// <summary>The mailbox's HOCON id or type, as <c>unbounded</c>.</summary>
    public required string Mailbox { get; init; }

    public required Handling Handling { get; init; }

    /// <inheritdoc cref="WorkloadPool.OpensConnections"/>
    public bool OpensConnections { get; init; }

    /// <summary>One sentence where the pool does something else than a reader of the file expects; null where it does not.</summary>
    public string? Surprise { get; init; }

    /// <summary>The routees that the first job finds: a resizer resizes when the pool starts, when none of them has anything to do.</summary>
    public int RouteesAtStart => Resizer?.Resized(Routees, pressed: 0) ?? Routees;

    /// <summary>The fewest routees it can have, which are sure.</summary>
    public int FewestRoutees => Resizer?.Lower ?? Routees;

    /// <summary>The most routees it can have.</summary>
    public int MostRoutees => Resizer?.Upper ?? Routees;

    /// <summary>What <see cref="Given"/> allows; the plan must have been made for as many cores.</summary>
    public PoolConcurrency ConcurrencyOn(int cores) => PoolConcurrency.Of(Given.Supply, FewestRoutees, MostRoutees, Given.Threads, cores);

    /// <summary>
    /// Jobs at once that the profile asks for: with async and delegating handlers the routees, with blocking ones the lesser of routees
    /// and threads asked for (a thread pool being no bound).
    /// </summary>
    public int ConfiguredConcurrency =>
        Handling.FreesThread() ? MostRoutees : Math.Min(MostRoutees, Asked.Threads ?? int.MaxValue);
}

/// <param name="Lower">Fewest routees.</param>
/// <param name="Upper">Most routees.</param>
internal sealed record ResizerPlan(int Lower, int Upper, int PressureThreshold, double RampupRate, double BackoffThreshold, double BackoffRate, int MessagesPerResize)
{
    /// <summary>To how many routees Akka.NET's <c>DefaultResizer</c> brings <paramref name="size"/> of them, <paramref name="pressed"/> of which are under pressure.</summary>
    public int Resized(int size, int pressed)
    {
        var grow = pressed < size ? 0 : (int)Math.Ceiling(RampupRate * size);
        var shrink = BackoffThreshold > 0 && BackoffRate > 0 && size > 0 && (double)pressed / size < BackoffThreshold
            ? (int)Math.Floor(-BackoffRate * size)
            : 0;
        return Math.Clamp(size + grow + shrink, Lower, Upper);
    }
}

/// <summary>A dispatcher as the configuration resolves it.</summary>
internal sealed record DispatcherPlan
{
    /// <summary>Its path in the configuration, at the end of all aliases, without quotes: Akka.NET's id of it.</summary>
    public required string Id { get; init; }

    /// <summary><c>Dispatcher</c>, <c>ForkJoinDispatcher</c>, <c>PinnedDispatcher</c>, <c>TaskDispatcher</c>, or a foreign type's name.</summary>
    public required string Type { get; init; }

    /// <summary>Whether only <see cref="Type"/> itself knows what it makes of <see cref="Executor"/>.</summary>
    public bool HasForeignType => DispatcherTypes.IsForeign(Type, DispatcherTypes.Types);

    /// <summary>The executor that really runs it, by its HOCON name, as <c>fork-join-executor</c>, or a foreign type's name.</summary>
    public required string Executor { get; init; }

    /// <summary>Akka's key <c>throughput</c>.</summary>
    public required int Throughput { get; init; }

    public required ThreadSupply Supply { get; init; }

    /// <summary>Threads that it may use for this pool; null where it has no bound of its own.</summary>
    public int? Threads { get; init; }

    /// <summary>Messages that a routee really handles before it gives its thread back: Akka.NET 1.5.74 runs throughput + 1, and 1 on pinned threads or with a deadline that passes during a run.</summary>
    public required int MessagesPerTurn { get; init; }

    /// <summary>Every setting of it, each with its origin, in the order of their names.</summary>
    public IReadOnlyList<EffectiveSetting> Settings { get; init; } = [];
}

/// <summary>One value of a dispatcher, and who said it.</summary>
/// <param name="Key">Below the dispatcher's path, as <c>dedicated-thread-pool.thread-count</c>.</param>
/// <param name="Origin">As <c>hocon/x.hocon:12</c>, <c>Akka.NET's reference.conf</c>, or inherited from the default dispatcher.</param>
/// <param name="IsRead">Whether Akka.NET looks at it.</param>
internal sealed record EffectiveSetting(string Key, string Value, string Origin, bool IsRead);
