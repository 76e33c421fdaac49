namespace Mul.Host.Statistics;

/// <summary>The profiles that cannot be told apart from the best one: what may be claimed when several were tried.</summary>
internal static class BestSet
{
    /// <summary>The places in <paramref name="profiles"/>, the leader first, the others in the order given.</summary>
    /// <remarks>
    /// The leader has the least Hodges-Lehmann ratio to the first profile. It is joined by every profile whose signed-rank
    /// test against it, adjusted by <see cref="Holm"/>, does not reach <paramref name="alpha"/>: with few blocks that is all of them.
    /// </remarks>
    /// <param name="profiles">For each profile one value above 0 for each block, the blocks in the same order; less is better.</param>
    /// <param name="alpha">Default: 0.05; at a look, <see cref="Looks.Alpha"/>.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double[]> profiles, double alpha = Significance.Alpha)
    {
        var leader = Enumerable.Range(0, profiles.Count).MinBy(i => PairedRatio.Of(profiles[0], profiles[i]).Ratio);
        int[] others = [.. Enumerable.Range(0, profiles.Count).Where(i => i != leader)];
        var adjusted = Holm.Adjust([.. others.Select(i => PairedRatio.Of(profiles[leader], profiles[i]).P)]);
        return [leader, .. others.Where((_, i) => adjusted[i] >= alpha)];
    }
}
