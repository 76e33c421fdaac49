using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Blocks;

/// <summary>Runs a plan's samples in randomised blocks, each in a fresh process, into a ledger.</summary>
/// <param name="plan">What to compare.</param>
/// <param name="ledger">What is there already is not measured again.</param>
/// <param name="keep">Called with each sample; has to add it to the ledger, which decides what is still missing.</param>
/// <param name="measure">Takes one sample of one profile; a seam, so that this can be tested without time.</param>
internal sealed class Experiment(ExperimentPlan plan, Ledger ledger, Action<Cell> keep, Func<int, CancellationToken, Task<RunRecord>> measure)
{
    /// <summary>Runs what is missing. Returns normally when cancelled: complete blocks are what counts.</summary>
    public async Task RunAsync(IProgress<ExperimentProgress> progress, CancellationToken cancellation)
    {
        var everyone = Enumerable.Range(0, plan.Profiles.Count).ToArray();
        await RunBlocksAsync(Phase.Blocks, everyone, plan.MostBlocks, progress, cancellation);
        if (plan.HasFinal && !cancellation.IsCancellationRequested && Leaders() is { } leaders)
        {
            await RunBlocksAsync(Phase.Final, leaders, plan.Blocks, progress, cancellation);
        }
    }

    private async Task RunBlocksAsync(Phase phase, int[] profiles, int blocks, IProgress<ExperimentProgress> progress, CancellationToken cancellation)
    {
        for (var block = 1; block <= blocks; block++)
        {
            var order = Schedule.Of(profiles.Length, phase == Phase.Blocks ? block : -block, plan.Samples.Seed);
            for (var place = 0; place < order.Length; place++)
            {
                var profile = profiles[order[place]];
                if (ledger.Has(phase, block, plan.Profiles[profile].Name))
                {
                    continue;
                }

                progress.Report(new ExperimentProgress(phase, block, blocks, Left(phase, profiles, blocks), plan.Profiles[profile].Name, Compare(phase, profiles)));
                if (await SampleAsync(phase, block, place, profile, cancellation) is not { } cell)
                {
                    return;
                }

                keep(cell);
            }

            if (phase == Phase.Blocks && Look.Suffices(plan, ledger, block))
            {
                return;
            }
        }
    }

    private int Left(Phase phase, int[] profiles, int blocks) =>
        profiles.Sum(profile => Outlook.Missing(ledger, phase, blocks, plan.Profiles[profile].Name)) + (phase == Phase.Blocks && plan.HasFinal ? 2 * plan.Blocks : 0);

    // Null when cancelled: half a sample is no sample.
    private async Task<Cell?> SampleAsync(Phase phase, int block, int place, int profile, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return null;
        }

        RunRecord? record = null;
        string? failure = null;
        try
        {
            record = await measure(profile, cancellation);
            failure = Sample.Overtime(record, plan.Samples.Timeout);
        }
        catch (SampleFailedException e)
        {
            failure = e.Message;
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return cancellation.IsCancellationRequested
            ? null
            : new Cell(phase, block, place, plan.Profiles[profile].Name, plan.Samples.Seed, record, failure);
    }

    private Comparison? Compare(Phase phase, int[] profiles)
    {
        string[] all = [.. profiles.Select(profile => plan.Profiles[profile].Name)];
        string[] sound = [.. all.Where(name => Flaws.Of(ledger, name, phase) is null)];
        if (sound.Length < 2 || !sound.Take(2).SequenceEqual(all.Take(2)) || PairedValues.Of(ledger, phase, sound, plan.Metric) is not { Count: >= 2 } values)
        {
            return null;
        }

        // A final has no looks.
        var alpha = Looks.AlphaOf(phase == Phase.Blocks ? plan.Until : null);
        return Comparison.Of(values.Of(sound[0]), [.. sound.Skip(1).Select(values.Of)], plan.Threshold, alpha)[0];
    }

    // Who loses its jobs is soon done with them. Flaws of the final itself do not count: what is gone on with keeps its two.
    private int[]? Leaders()
    {
        var names = plan.Names;
        int[] sound = [.. Enumerable.Range(0, names.Count).Where(profile => Flaws.Of(ledger, names[profile], Phase.Blocks) is null)];
        var values = PairedValues.Of(ledger, Phase.Blocks, [.. sound.Select(profile => names[profile])], plan.Metric);
        return sound.Length < 2 || values.Count == 0
            ? null
            : [.. sound
                .OrderBy(profile => PairedRatio.Of(values.Of(names[sound[0]]), values.Of(names[profile])).Ratio)
                .Take(2)
                .Order()];
    }
}

/// <param name="Block">From 1.</param>
/// <param name="Left">Samples still to be measured at the most, this one and those of the final among them.</param>
/// <param name="Running">The second profile against the first so far; null before two blocks, and if one of them did not do its work.</param>
internal sealed record ExperimentProgress(
    Phase Phase, int Block, int Blocks, int Left, string Profile, Comparison? Running);
