using Mul.Host.Experiments.Ledgers;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.Blocks;

/// <summary>Whether an experiment without a fixed number of blocks may end with one of them.</summary>
internal static class Look
{
    /// <summary>Whether the block is one to look after, and every interval of a profile that did its work is narrow enough.</summary>
    /// <remarks>
    /// As it was after that block: a ledger that is gone on with may hold more, and an undisturbed run would not have seen them.
    /// Fewer blocks than a verdict takes do not suffice, however narrow the intervals. More tell nothing of a profile that did not
    /// do its work, nor of any without a baseline that did.
    /// </remarks>
    /// <param name="block">The ledger has it, and all before it.</param>
    public static bool Suffices(ExperimentPlan plan, Ledger ledger, int block)
    {
        if (plan.Until is not { } precision || !Looks.Blocks.Contains(block))
        {
            return false;
        }

        string[] sound = [.. plan.Names.Where(name => Flaws.Of(ledger, name, Phase.Blocks, block) is null)];
        if (sound.Length < 2 || sound[0] != plan.Names[0])
        {
            return true;
        }

        var values = PairedValues.Of(ledger, Phase.Blocks, sound, plan.Metric, block);
        return values.Count >= Threshold.LeastBlocks(sound.Length - 1, Looks.Alpha) && sound.Skip(1).All(name =>
            Looks.Suffices(PairedRatio.Of(values.Of(sound[0]), values.Of(name), Looks.Alpha), precision));
    }
}
