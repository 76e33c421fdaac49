namespace Mul.Host.Statistics;

/// <summary>How many times the baseline's value the candidate's is, and how sure that is.</summary>
/// <param name="Ratio">Above 1: the candidate's values are the larger ones.</param>
/// <param name="Low">Lower end of the interval; 0 where there are too few samples for one.</param>
/// <param name="High">Upper end of the interval; infinite where there are too few samples for one.</param>
/// <param name="P">Two-sided probability of a ratio so far from 1 if nothing differs; unadjusted.</param>
internal sealed record RatioEstimate(double Ratio, double Low, double High, double P)
{
    /// <summary>Null where there are too few samples for an interval.</summary>
    public double? KnownLow => Low > 0 ? Low : null;

    /// <inheritdoc cref="KnownLow"/>
    public double? KnownHigh => double.IsFinite(High) ? High : null;
}
