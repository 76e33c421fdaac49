namespace Mul.Host.Statistics;

/// <summary>What a comparison lets one say.</summary>
internal enum Verdict
{
    /// <summary>The whole interval lies below 1 ÷ (1 + threshold).</summary>
    Faster,

    /// <summary>The whole interval lies above 1 + threshold.</summary>
    Slower,

    /// <summary>The whole interval lies within the threshold: what difference there is does not matter.</summary>
    Same,

    /// <summary>None of these, or too few blocks.</summary>
    Inconclusive,

    /// <summary>A job was lost, or the work was not the same: there is nothing to compare. Decided where the jobs are seen.</summary>
    Invalid,
}
