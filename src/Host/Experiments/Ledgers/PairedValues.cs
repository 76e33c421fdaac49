using Mul.Host.Experiments.Samples;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>A metric's values by profile, of the blocks in which every profile has one.</summary>
internal sealed class PairedValues
{
    private readonly Dictionary<string, double[]> _values;

    private PairedValues(Dictionary<string, double[]> values, int count)
    {
        _values = values;
        Count = count;
    }

    /// <summary>Blocks.</summary>
    public int Count { get; }

    /// <param name="last">Blocks behind this one are left out. Default: none is.</param>
    public static PairedValues Of(Ledger ledger, Phase phase, IReadOnlyList<string> profiles, Metric metric, int last = int.MaxValue)
    {
        var blocks = ledger.Blocks(phase, profiles)
            .Where(block => block.Values.All(cell => cell.Block <= last && cell.Record is { } record && metric.Of(record) is not null))
            .ToArray();
        return new PairedValues(
            profiles.ToDictionary(name => name, name => Array.ConvertAll(blocks, block => metric.Of(block[name].Record!)!.Value)),
            blocks.Length);
    }

    /// <summary>One value for each block, in the same order for every profile.</summary>
    public double[] Of(string profile) => _values[profile];
}
