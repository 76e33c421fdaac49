using Mul.Host.Experiments.Ledgers;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.Blocks;

/// <summary>What is still to be measured of an experiment, known before its first sample.</summary>
/// <param name="Samples">At the most.</param>
/// <param name="Duration">Of all of them; null if not every profile can be predicted.</param>
internal sealed record Outlook(int Samples, TimeSpan? Duration)
{
    /// <param name="ledger">What is there already is not measured again.</param>
    /// <param name="sampleOf">How long one sample takes, by the profile's place; null if that is not known.</param>
    public static Outlook Of(ExperimentPlan plan, Ledger ledger, IReadOnlyList<TimeSpan>? sampleOf)
    {
        var blocks = Looks.Blocks.Where(block => Has(ledger, block, plan.Names) && Look.Suffices(plan, ledger, block)).FirstOrDefault(plan.MostBlocks);
        var left = plan.Names.Select(name => Missing(ledger, Phase.Blocks, blocks, name)).ToArray();
        if (plan.HasFinal)
        {
            // Which two will lead is not known yet: the two that are expected to.
            var leaders = Enumerable.Range(0, left.Length).OrderBy(place => sampleOf?[place]).Take(2);
            foreach (var place in leaders)
            {
                left[place] += Missing(ledger, Phase.Final, plan.Blocks, plan.Names[place]);
            }
        }

        return new Outlook(left.Sum(), sampleOf?.Zip(left, (sample, count) => sample * count).Aggregate(TimeSpan.Zero, (sum, one) => sum + one));
    }

    private static bool Has(Ledger ledger, int blocks, IReadOnlyList<string> names) => names.All(name => Missing(ledger, Phase.Blocks, blocks, name) == 0);

    /// <summary>Samples of a profile that are not measured yet.</summary>
    public static int Missing(Ledger ledger, Phase phase, int blocks, string name) => Enumerable.Range(1, blocks).Count(block => !ledger.Has(phase, block, name));
}
