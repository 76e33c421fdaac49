namespace Mul.Host.Experiments.SearchSpace;

/// <summary>How large a pool is: threads first, then routees. A thread costs a stack and a place in the scheduler, a routee some hundred bytes.</summary>
/// <param name="Threads">That the pool may hold beside those that the process has anyhow.</param>
internal readonly record struct PoolSize(int Threads, int Routees) : IComparable<PoolSize>
{
    public int CompareTo(PoolSize other) => (Threads, Routees).CompareTo((other.Threads, other.Routees));

    public static PoolSize operator +(PoolSize one, PoolSize other) => new(one.Threads + other.Threads, one.Routees + other.Routees);
}
