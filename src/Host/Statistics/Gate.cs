namespace Mul.Host.Statistics;

/// <summary>Whether a candidate may pass.</summary>
internal enum Gate
{
    /// <summary>The whole interval is at most 1 + limit.</summary>
    Passed,

    /// <summary>The whole interval is above 1 + limit.</summary>
    Slower,

    /// <summary>The interval has the limit within it.</summary>
    Undecided,
}

/// <summary>Decides by the interval: a gate on the estimate alone would fail every other change that changes nothing.</summary>
internal static class Gates
{
    /// <param name="limit">As a part of 1: 0.05 lets a candidate be 5 % slower.</param>
    public static Gate Of(RatioEstimate estimate, double limit) =>
        estimate.Low > 1 + limit ? Gate.Slower
        : estimate.High <= 1 + limit ? Gate.Passed
        : Gate.Undecided;

    /// <summary>For several candidates: one that is slower outweighs one that is undecided.</summary>
    public static Gate Of(IEnumerable<RatioEstimate> estimates, double limit)
    {
        Gate[] gates = [.. estimates.Select(estimate => Of(estimate, limit))];
        return gates.Contains(Gate.Slower) ? Gate.Slower : gates.Contains(Gate.Undecided) ? Gate.Undecided : Gate.Passed;
    }
}
