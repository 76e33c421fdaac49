namespace Mul.Host.Statistics;

/// <summary>How sure a comparison is, unless it says otherwise.</summary>
internal static class Significance
{
    /// <summary>The largest probability with which an interval may miss the ratio, or with which chance may pass for a difference.</summary>
    public const double Alpha = 0.05;
}
