using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Comparing;

/// <summary>Compares ledgers of different days: what drifted between them is part of every ratio.</summary>
internal static class UnpairedRecords
{
    /// <summary>
    /// Each profile of a later ledger against the profile of the same name in the first; against the first ledger's baseline
    /// if there is none. By the metric and the threshold of the first ledger.
    /// </summary>
    /// <param name="ledgers">At least two, each with its label.</param>
    /// <exception cref="UserException">They measured different work.</exception>
    public static CompareRecord Of(IReadOnlyList<TracedLedger> ledgers)
    {
        var first = ledgers[0].Ledger.Header;
        foreach (var other in ledgers.Skip(1))
        {
            RefuseOtherWork(first, ledgers[0], other);
        }

        Series[] series = [.. ledgers.SelectMany((ledger, place) => ledger.Ledger.Header.Profiles.Select(profile => new Series(ledger, place, profile, first.Metric)))];
        var pairs = series
            .Where(candidate => candidate.Place > 0)
            .Select(candidate => (Baseline: series.FirstOrDefault(one => one.Place == 0 && one.Profile.Name == candidate.Profile.Name) ?? series[0], Candidate: candidate))
            .ToArray();
        return new CompareRecord
        {
            Workload = first.Workload,
            Seed = first.Seed,
            Rate = first.Rate,
            Window = first.Window,
            Blocks = ledgers.Min(ledger => ledger.Ledger.Blocks(Phase.Blocks, ledger.Ledger.Names).Count),
            Metric = first.Metric,
            Threshold = first.Threshold,
            Interleaved = false,
            Profiles = [.. series.Select(one => CompareRecords.Summarise(one.Profile with { Name = one.Name }, first.Metric, one.Records, one.Flaw))],
            Comparisons = Compare(pairs, new Threshold(first.Threshold)),
            // "The best" is a claim about one experiment; drift can make any of these look best.
            Best = [],
            Environment = series.SelectMany(one => one.Records).FirstOrDefault()?.Environment,
        };
    }

    private static ComparisonRecord[] Compare((Series Baseline, Series Candidate)[] pairs, Threshold threshold)
    {
        var flaws = Array.ConvertAll(pairs, pair => FlawOf(pair.Baseline, pair.Candidate));
        var estimates = pairs.Select((pair, i) => flaws[i] is null ? UnpairedRatio.Of(pair.Baseline.Values, pair.Candidate.Values) : null).ToArray();
        var adjusted = new Queue<double>(Holm.Adjust([.. estimates.OfType<RatioEstimate>().Select(estimate => estimate.P)]));
        return
        [
            .. pairs.Select((pair, i) => estimates[i] is { } estimate
                ? ComparisonRecord.Of(pair.Baseline.Name, pair.Candidate.Name, estimate, threshold.Judge(estimate, adjusted.Dequeue(), Significance.Alpha))
                : ComparisonRecord.Without(pair.Baseline.Name, pair.Candidate.Name, flaws[i])),
        ];
    }

    private static string? FlawOf(Series baseline, Series candidate) =>
        CompareRecords.FlawOf(baseline.Name, baseline.Lack, candidate.Name, candidate.Lack)
        ?? (Digests(baseline).SequenceEqual(Digests(candidate)) ? null : "the digests differ: they did not do the same work");

    private static IEnumerable<string> Digests(Series series) => series.Records[0].Pools.Select(pool => pool.Digest);

    private static void RefuseOtherWork(LedgerHeader first, TracedLedger firstLedger, TracedLedger other)
    {
        var header = other.Ledger.Header;
        var what =
            first.Workload.Name != header.Workload.Name ? $"workload {header.Workload.Name} instead of {first.Workload.Name}"
            : first.Seed != header.Seed ? "another seed"
            : (first.Warmup, first.Rate, first.Window) != (header.Warmup, header.Rate, header.Window) ? "another --warmup, --rate or --window"
            : first.Workload.Options.Concat(header.Workload.Options)
                .Select(option => option.Key)
                .Distinct()
                .FirstOrDefault(key => first.Workload.Options.GetValueOrDefault(key) != header.Workload.Options.GetValueOrDefault(key)) is { } key
                ? $"another --{key}"
            : null;
        if (what is not null)
        {
            throw new UserException($"{other.Label}: measured other work than {firstLedger.Label}: {what}. Ledgers can be compared if only profiles, machine or day differ.");
        }
    }

    /// <summary>One profile of one ledger.</summary>
    private sealed class Series(TracedLedger ledger, int place, ProfileStamp profile, Metric metric)
    {
        public TracedLedger Ledger => ledger;

        public int Place => place;

        public ProfileStamp Profile => profile;

        public string Name { get; } = ledger.NameOf(profile.Name);

        public string? Flaw { get; } = Flaws.Of(ledger.Ledger, profile.Name);

        public RunRecord[] Records { get; } =
            [.. ledger.Ledger.Blocks(Phase.Blocks, ledger.Ledger.Names).Select(block => block[profile.Name].Record).OfType<RunRecord>()];

        /// <summary>Why it has no ratio to any other; null if it may have.</summary>
        public string? Lack => Flaw ?? (Values.Length == 0 ? "has no sample in a complete block" : null);

        public double[] Values => [.. Records.Select(record => metric.Of(record)).OfType<double>()];
    }
}
