using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Plans;

/// <summary>Jobs at once that a pool allows, by what they do with their thread.</summary>
/// <param name="Blocking">Jobs that hold their thread while they wait; null on a type that Mul does not know.</param>
/// <param name="Async">Jobs that free their thread while they wait.</param>
/// <param name="Cpu">Jobs that compute; null on a type that Mul does not know.</param>
internal sealed record PoolConcurrency(AtOnce? Blocking, AtOnce Async, AtOnce? Cpu)
{
    /// <param name="fewest">Routees that there are in any case.</param>
    /// <param name="most">Routees that there can be.</param>
    /// <param name="threads">The dispatcher's bound; null for none.</param>
    public static PoolConcurrency Of(ThreadSupply supply, int fewest, int most, int? threads, int cores)
    {
        var bound = threads ?? int.MaxValue;
        var sure = supply switch
        {
            ThreadSupply.Pinned => fewest,
            ThreadSupply.Fixed => Math.Min(fewest, bound),
            ThreadSupply.ForkJoin => Math.Min(fewest, Math.Min(bound, cores)),
            ThreadSupply.ThreadPool => Math.Min(fewest, cores),
            ThreadSupply.Channel or ThreadSupply.Foreign => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(supply), supply, "unknown supply"),
        };
        var blocking = new AtOnce(sure, Math.Min(most, supply == ThreadSupply.Pinned ? int.MaxValue : bound));
        var cpu = new AtOnce(Math.Min(sure, cores), Math.Min(blocking.Most, cores));
        var async = new AtOnce(fewest, most);
        return supply == ThreadSupply.Foreign ? new PoolConcurrency(null, async, null) : new PoolConcurrency(blocking, async, cpu);
    }
}

/// <param name="Sure">As many in any burst, if there are as many jobs.</param>
/// <param name="Most">Up to as many, when the pool or its threads have grown.</param>
internal readonly record struct AtOnce(int Sure, int Most)
{
    public override string ToString() => FormattableString.Invariant(Sure == Most ? (FormattableString)$"{Most}" : $"{Sure}, up to {Most}");
}
