using Mul.Host.Experiments.Predicting;

namespace Mul.Host.Experiments.Comparing;

/// <summary>What was predicted of a profile before the first sample, beside what was measured.</summary>
/// <param name="MeasuredSeconds">The median over its samples.</param>
/// <param name="Error">Predicted ÷ measured − 1, as a part of 1.</param>
/// <param name="Held">The part of its samples that lie in the band, from 0 to 1.</param>
internal sealed record PredictionOutcome(string Profile, double PredictedSeconds, double LowSeconds, double HighSeconds, double MeasuredSeconds, double Error, double Held)
{
    /// <param name="makespans">Of its samples, in seconds; at least one, and each above 0.</param>
    public static PredictionOutcome Of(PredictedProfile prediction, IReadOnlyList<double> makespans)
    {
        var (band, measured) = (prediction.MakespanSeconds, Statistics.Median.Of([.. makespans]));
        return new PredictionOutcome(
            prediction.Profile, band.Median, band.Low, band.High, measured, (band.Median / measured) - 1, (double)makespans.Count(band.Holds) / makespans.Count);
    }
}
