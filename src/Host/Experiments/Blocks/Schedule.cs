using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Blocks;

/// <summary>In which order a block runs its profiles: random, so that nothing that drifts favours one of them, and a function of the seed, so that an interrupted experiment goes on as it would have gone.</summary>
internal static class Schedule
{
    /// <summary>The profiles' places in the order in which <paramref name="block"/> runs them.</summary>
    /// <param name="block">From 1.</param>
    /// <remarks>Fisher and Yates, from a stream of this block's own.</remarks>
    public static int[] Of(int profiles, int block, ulong seed)
    {
        var order = Enumerable.Range(0, profiles).ToArray();
        var state = Mix.Of(seed, (ulong)block);
        for (var last = profiles - 1; last > 0; last--)
        {
            state = Mix.Of(state, (ulong)last);
            // A handful of profiles against 2⁶⁴: the remainder's bias is below 10⁻¹⁸.
            var chosen = (int)(state % (ulong)(last + 1));
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }

        return order;
    }
}
