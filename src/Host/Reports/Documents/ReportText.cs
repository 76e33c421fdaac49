using System.Globalization;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Reports.Sentences;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>The sentences that Markdown and HTML have in common.</summary>
internal static class ReportText
{
    public static string Title(CompareRecord record) => $"{record.Workload.Name}: {string.Join(", ", record.Profiles.Select(profile => profile.Name))}";

    public static string Title(RunRecord record) => $"{record.Workload.Name} under {record.Profile.Name}";

    /// <summary>What is said after the verdicts.</summary>
    public static IEnumerable<string> Afterwards(CompareRecord record, Emphasis emphasis)
    {
        if (record.Final is { } final)
        {
            yield return $"The best two once more, on fresh blocks: {VerdictSentence.Of(record, final, emphasis)}";
        }

        foreach (var rail in record.Rails ?? [])
        {
            yield return emphasis.Text(RailSentence.Of(rail));
        }

        if (VerdictSentence.Best(record) is { Count: > 0 } best)
        {
            yield return $"Not to be told apart from the best: {string.Join(", ", best.Select(emphasis.Name))}.";
        }

        yield return $"By {record.Metric.NameOf()}, over {Figures.Counted(record.Blocks, "block")}; a difference below {Figures.Limit(record.Threshold)} does not matter.";
    }

    /// <summary>A single run's headline: how long, and how many at once.</summary>
    public static IEnumerable<string> Sentences(RunRecord record, Emphasis emphasis)
    {
        var early = record.Interrupted ? " It was stopped early: this is what was known by then." : "";
        yield return $"{emphasis.Name(record.Profile.Name)} took {Figures.Seconds(record.MakespanSeconds)}: user {Figures.Clock(record.Cpu?.UserSeconds)}, system {Figures.Clock(record.Cpu?.SystemSeconds)}, {Figures.Percent(record.Cpu?.Percent)} cpu.{early}";
        foreach (var pool in record.Pools)
        {
            var asked = pool.Concurrency.Configured is { } configured ? $" of the {Figures.Count(configured)} asked for" : "";
            yield return $"{emphasis.Name(pool.Name)} had at most {Figures.Counted(pool.Concurrency.Max, "job")} at once{asked}, {Figures.Count(pool.Concurrency.Mean)} in the mean; {Figures.Count(pool.Jobs.Completed)} of {Figures.Count(pool.Jobs.Told)} completed.";
            foreach (var (jobs, reason) in FailureText.Of(record, pool))
            {
                yield return reason is null ? $"{jobs}." : $"{jobs}: {emphasis.Text(reason)}";
            }
        }
    }

    /// <summary>Under which conditions all of this was measured.</summary>
    public static IEnumerable<string> Conditions(ReportSource source)
    {
        if (source.Samples.Select(cell => cell.Record).FirstOrDefault(record => record is not null) is not { } first)
        {
            yield break;
        }

        // A comparison's are those of its ledger, where older samples do not have them.
        var (rate, window) = source.Comparison is { } comparison ? (comparison.Rate, comparison.Window) : (first.Rate, first.Window);
        yield return string.Create(CultureInfo.InvariantCulture, $"{Work(first.Workload, first.Seed, rate, window)}, warm-up {first.Warmup}");
        foreach (var profile in source.Samples.Select(cell => (cell.Profile, Stamp: cell.Record?.Profile)).Where(one => one.Stamp is not null).DistinctBy(one => one.Profile))
        {
            yield return Profile(profile.Profile, profile.Stamp!.File, profile.Stamp.Sha256);
        }

        foreach (var environment in source.Samples.Select(cell => cell.Record?.Environment).OfType<EnvironmentRecord>().Distinct())
        {
            yield return Machine(environment);
        }
    }

    public static string Profile(string name, string file, string sha256) => $"Profile {name}: {file}, SHA-256 {sha256[..Math.Min(12, sha256.Length)]}";

    /// <param name="rate">Jobs told per second; null = none.</param>
    /// <param name="window">Jobs kept in flight; null = all at once.</param>
    public static string Work(WorkloadStamp workload, ulong seed, double? rate, int? window)
    {
        var options = workload.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Where(option => option.Value.Length > 0).Select(option => $"--{option.Key} {option.Value}");
        var arrivals = (rate, window) switch
        {
            ({ } jobsPerSecond, _) => string.Create(CultureInfo.InvariantCulture, $", rate {jobsPerSecond} jobs/s"),
            (_, { } inFlight) => string.Create(CultureInfo.InvariantCulture, $", window {inFlight} jobs"),
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"Workload: {string.Join(' ', options.Prepend(workload.Name))}, seed {seed}{arrivals}");
    }

    public static string Machine(EnvironmentRecord environment) => string.Create(
        CultureInfo.InvariantCulture,
        $"Machine: {Figures.Cores(environment.Cores)}, {environment.Cpu}, {environment.Os}; {environment.Runtime}, Akka.NET {environment.Akka}, {environment.GcMode} GC; mul {environment.Version}");
}
