using Mul.Host.Profiles;

namespace Mul.Host.Simulation;

/// <summary>A pool that each of several nodes has, as one.</summary>
internal static class PoolOnNodes
{
    /// <remarks>
    /// A node takes jobs when it has room for them, so routees get them in turn as long as jobs are alike. What travels is job
    /// numbers in batches, while nodes go on with the jobs they have: that is left out.
    /// </remarks>
    /// <param name="nodes">At least one; they share the cores.</param>
    public static PoolPlan Of(PoolPlan pool, int nodes) => nodes == 1
        ? pool
        : pool with
        {
            Router = "round-robin-pool",
            Routees = pool.Routees * nodes,
            Resizer = pool.Resizer is { } resizer ? resizer with { Lower = resizer.Lower * nodes, Upper = resizer.Upper * nodes } : null,
            Given = pool.Given with { Threads = pool.Given.Threads * nodes },
        };
}
