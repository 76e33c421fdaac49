using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Comparing;

/// <summary>Reduces a ledger to what can be said: a pure function of it.</summary>
internal static class CompareRecords
{
    public static CompareRecord Of(Ledger ledger)
    {
        var header = ledger.Header;
        var names = ledger.Names;
        var blocks = ledger.Blocks(Phase.Blocks, names);
        var flaws = names.ToDictionary(name => name, name => Flaws.Of(ledger, name));
        var sound = names.Where(name => flaws[name] is null && flaws[names[0]] is null).ToArray();
        var values = PairedValues.Of(ledger, Phase.Blocks, sound, header.Metric);
        var alpha = Looks.AlphaOf(header.Until);
        var judged = Judge(header, sound, values, alpha);
        return new CompareRecord
        {
            Workload = header.Workload,
            Seed = header.Seed,
            Rate = header.Rate,
            Window = header.Window,
            Blocks = blocks.Count,
            Metric = header.Metric,
            Threshold = header.Threshold,
            Profiles = [.. header.Profiles.Select(profile => Summarise(profile, header.Metric, [.. blocks.Select(block => block[profile.Name].Record).OfType<RunRecord>()], flaws[profile.Name]))],
            Comparisons = [.. names.Skip(1).Select(name => judged.GetValueOrDefault(name) ?? ComparisonRecord.Without(names[0], name, FlawOf(names[0], flaws[names[0]], name, flaws[name])))],
            Best = values.Count >= 2 ? [.. BestSet.Of([.. sound.Select(values.Of)], alpha).Select(place => sound[place])] : [],
            Final = Final(ledger, flaws),
            Predictions = header.Predictions is null ? null : PredictionsOf(ledger),
            Environment = ledger.Environment,
        };
    }

    /// <summary>What came of each prediction whose profile did its work; none if nothing was predicted.</summary>
    public static IReadOnlyList<PredictionOutcome> PredictionsOf(Ledger ledger)
    {
        var blocks = ledger.Blocks(Phase.Blocks, ledger.Names);
        return
        [
            .. (ledger.Header.Predictions ?? [])
                .Where(prediction => Flaws.Of(ledger, prediction.Profile) is null)
                .Select(prediction => OutcomeOf(prediction, blocks))
                .OfType<PredictionOutcome>(),
        ];
    }

    /// <summary>Why two have no ratio, as it follows the candidate's name; null if both did their work.</summary>
    public static string? FlawOf(string baseline, string? baselineFlaw, string candidate, string? candidateFlaw) => (baselineFlaw, candidateFlaw) switch
    {
        // Without the baseline no candidate has a ratio: it comes first.
        (null, _) => candidateFlaw,
        (_, null) => $"{baseline}: {baselineFlaw}",
        _ => $"{baseline}: {baselineFlaw}; {candidate}: {candidateFlaw}",
    };

    private static Dictionary<string, ComparisonRecord> Judge(LedgerHeader header, string[] sound, PairedValues values, double alpha)
    {
        if (sound.Length < 2)
        {
            return [];
        }

        if (values.Count == 0)
        {
            return sound.Skip(1).ToDictionary(name => name, name => ComparisonRecord.Without(sound[0], name, null));
        }

        var comparisons = Comparison.Of(values.Of(sound[0]), [.. sound.Skip(1).Select(values.Of)], new Threshold(header.Threshold), alpha);
        return sound.Skip(1).Zip(comparisons).ToDictionary(pair => pair.First, pair => RecordOf(sound[0], pair.First, values, pair.Second));
    }

    private static ComparisonRecord RecordOf(string baseline, string candidate, PairedValues values, Comparison comparison) =>
        ComparisonRecord.Of(baseline, candidate, comparison.Estimate, comparison.Verdict, values.Count, comparison.BlocksToDecide);

    private static PredictionOutcome? OutcomeOf(PredictedProfile prediction, IReadOnlyList<IReadOnlyDictionary<string, Cell>> blocks)
    {
        double[] makespans = [.. blocks.Select(block => block.GetValueOrDefault(prediction.Profile)?.Record).OfType<RunRecord>().Select(record => Metric.Makespan.Of(record)).OfType<double>()];
        return makespans.Length == 0 ? null : PredictionOutcome.Of(prediction, makespans);
    }

    private static ComparisonRecord? Final(Ledger ledger, Dictionary<string, string?> flaws)
    {
        string[] names = [.. ledger.Names.Where(name => ledger.Cells.Any(cell => cell.Phase == Phase.Final && cell.Profile == name))];
        if (names.Length != 2)
        {
            return null;
        }

        if (FlawOf(names[0], flaws[names[0]], names[1], flaws[names[1]]) is { } flaw)
        {
            return ComparisonRecord.Without(names[0], names[1], flaw);
        }

        var values = PairedValues.Of(ledger, Phase.Final, names, ledger.Header.Metric);
        return values.Count == 0
            ? null
            : RecordOf(names[0], names[1], values, Comparison.Of(values.Of(names[0]), [values.Of(names[1])], new Threshold(ledger.Header.Threshold))[0]);
    }

    internal static ProfileSummary Summarise(ProfileStamp profile, Metric metric, RunRecord[] records, string? flaw)
    {
        double[] values = [.. records.Select(record => metric.Of(record)).OfType<double>()];
        return new ProfileSummary(
            profile.Name,
            profile.File,
            MedianOf(values),
            MedianOf([.. records.Select(record => record.MakespanSeconds)]),
            MedianOf([.. records.Select(record => record.Cpu?.UserSeconds).OfType<double>()]),
            MedianOf([.. records.Select(record => record.Cpu?.SystemSeconds).OfType<double>()]),
            [
                .. records.SelectMany(record => record.Pools).GroupBy(pool => pool.Name).Select(pool => new ComparedPool(
                    pool.Key,
                    pool.First().Concurrency.Configured,
                    MedianOf([.. pool.Select(one => one.Concurrency.Mean)])!.Value,
                    MedianOf([.. pool.Select(one => (double)one.Concurrency.Max)])!.Value)),
            ],
            records.Length,
            Outliers.Of(values).Count,
            flaw);
    }

    private static double? MedianOf(double[] values) => values.Length == 0 ? null : Median.Of(values);
}
