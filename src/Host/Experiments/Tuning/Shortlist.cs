using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Simulation;

namespace Mul.Host.Experiments.Tuning;

/// <summary>Which candidates are worth measuring, the most promising first.</summary>
internal static class Shortlist
{
    // A prediction is seldom wrong by so much. Half of a pool that is just large enough takes twice as long: it is measured, as
    // evidence that it is not enough.
    private const double WorthATry = 2.1;

    /// <summary>Places in <paramref name="predicted"/>, by predicted makespan; of those that differ by less than the threshold the smaller one first.</summary>
    /// <param name="sizes">By the same places.</param>
    /// <param name="byMakespan">Whether the objective follows from the makespan, so that slow candidates need not be tried.</param>
    /// <param name="threshold">As a part of 1.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<Band> predicted, IReadOnlyList<PoolSize> sizes, bool byMakespan, double threshold)
    {
        var best = predicted.Min(band => band.Median);
        return
        [
            .. Enumerable.Range(0, predicted.Count)
                .Where(place => !byMakespan || predicted[place].Low <= WorthATry * best)
                .OrderBy(place => Math.Floor(Math.Log(predicted[place].Median / best) / Math.Log(1 + threshold)))
                .ThenBy(place => sizes[place]),
        ];
    }
}
