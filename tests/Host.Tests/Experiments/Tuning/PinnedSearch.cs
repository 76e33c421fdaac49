using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Simulation;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.Tuning;

/// <summary>A search among one, two, four and eight pinned routees; the first of them was not worth measuring.</summary>
internal static class PinnedSearch
{
    private static readonly Candidate[] Candidates =
        [.. new[] { 1, 2, 4, 8 }.Select(routees => new Candidate([new PoolChoice("crunchers", TunedExecutor.Pinned, null, routees, Handling.Blocking)]))];

    public static Tuner TunerWith(TuningBudget budget)
    {
        var workload = WorkloadCatalog.Find("crunch");
        var samples = new SampleSettings { Workload = workload, Options = new OptionValues(workload.Options, new Dictionary<string, string>()) };
        return new Tuner(new TuningSettings { Samples = samples, Budget = budget }, Candidates);
    }

    /// <param name="seconds">Of each candidate.</param>
    public static IReadOnlyList<PredictedProfile> Predicted(double[] seconds) => [.. Candidates.Zip(seconds, Predicted)];

    /// <summary>A ledger without a sample.</summary>
    /// <param name="predicted">Seconds of each candidate.</param>
    public static Ledger LedgerOf(Tuner tuner, double[] predicted) =>
        new(tuner.Header(Candidates[1..]) with { Predictions = Predicted(predicted) });

    /// <summary>What is found if every sample is there already, as long as predicted.</summary>
    /// <param name="seconds">Of each candidate; 0 stands for jobs that were lost.</param>
    /// <param name="budget">In samples; null = no limit.</param>
    public static async Task<TuneRecord> RunAsync(double[] seconds, int? budget = null)
    {
        var tuner = TunerWith(new TuningBudget(budget, null, TimeProvider.System));
        var ledger = LedgerOf(tuner, seconds);
        for (var block = 1; block <= 14; block++)
        {
            foreach (var (candidate, time) in Candidates.Zip(seconds).Skip(1))
            {
                ledger.Add(Records.Cell(block, candidate.Name, time == 0 ? 1 : time, failed: time == 0 ? 3 : 0));
            }
        }

        return await tuner.SearchAsync(ledger, ledger.Add, new Progress<TuningProgress>(), CancellationToken.None);
    }

    private static PredictedProfile Predicted(Candidate candidate, double seconds) => new(
        candidate.Name,
        null,
        new Band(seconds, 0.9 * seconds, 1.1 * seconds),
        new Dictionary<string, double>(),
        new PredictedBound(Bottleneck.Cores, null, 0.5),
        new Dictionary<string, double?>(),
        new Dictionary<string, PredictedDemand?>());
}
