using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The samples of a profile lie in two heaps, as where a burst wakes two threads in one process and four in the next.</summary>
internal static class BimodalSamples
{
    /// <summary>Null if they lie in one, or if the two differ by less than matters.</summary>
    /// <param name="values">Of its samples, in any order.</param>
    /// <param name="threshold">The difference that matters, as a part of 1.</param>
    public static Finding? Of(string profile, Metric metric, double[] values, double threshold)
    {
        if (Bimodality.OfSorted([.. values.Order()]) is not { } heaps || heaps.High <= (1 + threshold) * heaps.Low)
        {
            return null;
        }

        var high = (int)Math.Round(heaps.HighShare * values.Length);
        return new Finding(
            "bimodal",
            Severity.Warning,
            $"{profile}: the samples lie in two heaps by their {metric.NameOf()}, {Figures.Count(values.Length - high)} about {metric.Text(heaps.Low)} and {Figures.Count(high)} about {metric.Text(heaps.High)}; no one figure describes both.",
            "Look in --csv for what the samples of a heap share, as jobs at once or threads; more blocks show how often each comes.");
    }
}
