namespace Mul.Actors.Nodes.Leases;

/// <summary>A node's right to do a job, until the lease ends.</summary>
/// <param name="Job">Its number.</param>
/// <param name="Pool">The pool's place in its workload.</param>
/// <param name="Attempt">A result under an older attempt is stale.</param>
internal readonly record struct Lease(int Job, int Pool, Attempt Attempt);

/// <summary>Which handing out of a job this is: the fence that tells the newest from those before it.</summary>
/// <param name="Epoch">How often the coordinator had been started when it handed the job out, from 1.</param>
/// <param name="Number">From 1. It goes on counting where attempts of an earlier epoch are known.</param>
internal readonly record struct Attempt(int Epoch, int Number) : IComparable<Attempt>
{
    // By epoch first: a coordinator that starts again does not know every number that the one before it gave.
    public int CompareTo(Attempt other) => (Epoch, Number).CompareTo((other.Epoch, other.Number));

    public static bool operator <(Attempt left, Attempt right) => left.CompareTo(right) < 0;

    public static bool operator >(Attempt left, Attempt right) => left.CompareTo(right) > 0;

    public static bool operator <=(Attempt left, Attempt right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Attempt left, Attempt right) => left.CompareTo(right) >= 0;

    /// <summary>The one after it, handed out in <paramref name="epoch"/>.</summary>
    public Attempt NextIn(int epoch) => new(epoch, Number + 1);
}
