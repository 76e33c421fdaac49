using System.Text.Json.Serialization;

namespace Mul.Host.Statistics;

/// <summary>What a comparison lets one say.</summary>
internal enum Verdict
{
    /// <summary>The whole interval lies below 1 ÷ (1 + threshold).</summary>
    [JsonStringEnumMemberName("faster")]
    Faster,

    /// <summary>The whole interval lies above 1 + threshold.</summary>
    [JsonStringEnumMemberName("slower")]
    Slower,

    /// <summary>The whole interval lies within the threshold: what difference there is does not matter.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>None of these, or too few blocks.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,

    /// <summary>A job was lost, or the work was not the same: there is nothing to compare. Decided where the jobs are seen.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,
}
