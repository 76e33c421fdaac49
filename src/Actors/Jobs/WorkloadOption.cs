namespace Mul.Actors.Jobs;

/// <summary>Something that can be set about a workload; the command line and its help are made from it.</summary>
/// <param name="Name">Without dashes, as <c>latency</c>.</param>
/// <param name="Unit">How its text is read.</param>
/// <param name="Default">Text as a user would write it; empty = not set.</param>
/// <param name="Help">One sentence.</param>
public sealed record WorkloadOption(string Name, OptionUnit Unit, string Default, string Help)
{
    /// <summary>The name of the option for a folder to keep results in, with every workload that has one: runs must not find each other's.</summary>
    public const string Output = "output";

    /// <summary>The name of the option for how many jobs there are, with every workload that has one.</summary>
    internal const string Jobs = "jobs";
}

/// <summary>How an option's text is read.</summary>
public enum OptionUnit
{
    /// <summary>A whole number ≥ 0, as <c>100</c> or <c>2,000,000</c>.</summary>
    Count,

    /// <summary>A duration, as <c>120ms</c>, <c>2s</c>, <c>10min</c>.</summary>
    Duration,

    /// <summary>Bytes, as <c>40KB</c> (decimal) or <c>1MiB</c> (binary).</summary>
    Size,

    /// <summary>A number from 0 to 1, as <c>0.05</c> or <c>5%</c>.</summary>
    Fraction,

    /// <summary><c>true</c> or <c>false</c>; on the command line the name alone is true.</summary>
    Flag,

    /// <summary>A file or folder.</summary>
    Path,

    /// <summary>Anything.</summary>
    Text,
}
