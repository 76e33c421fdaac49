using Mul.Actors.Jobs;
using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Tuning;

/// <summary>What is tuned, for what, and at what price.</summary>
internal sealed record TuningSettings
{
    public required SampleSettings Samples { get; init; }

    /// <summary>What candidates are laid over; null = nothing.</summary>
    public TunedProfile? Profile { get; init; }

    public GridLimits Limits { get; init; } = new();

    /// <summary>Default: the smallest sufficient pool.</summary>
    public Objective Objective { get; init; } = Objective.SmallestSufficient;

    /// <summary>The difference that matters. Default: 3 %.</summary>
    public Threshold Threshold { get; init; } = new();

    public TuningBudget Budget { get; init; } = TuningBudget.Unlimited;
}

/// <summary>From a workload to the setting to use: every candidate is predicted, those worth it are measured.</summary>
/// <param name="settings">With the origin's address, if one is needed.</param>
/// <param name="grid">All candidates.</param>
internal sealed class Tuner(TuningSettings settings, IReadOnlyList<Candidate> grid)
{
    // A forecast's median is known well enough from so few runs to put candidates in order.
    private const int RunsPerCandidate = 25;

    private readonly SampleSettings _samples = settings.Samples;

    /// <summary>Predicts every candidate from pilots.</summary>
    public async Task<IReadOnlyList<PredictedProfile>> PredictAsync(ShowPilot show, CancellationToken cancellation)
    {
        var contenders = grid.Select(ContenderOf).ToArray();
        var overhead = new SampleOverhead(show);
        var predictions = await Predictions.OfAsync(
            contenders, _samples, WhatIf.Nothing with { MostRuns = RunsPerCandidate, PilotsProfiles = false }, overhead.ShowAsync, cancellation);
        settings.Budget.ExpectedSample = overhead.Time;
        return [.. predictions.Select(PredictedProfile.Of)];
    }

    /// <summary>The header of the search's ledger: which candidates are worth measuring follows from the predictions; how many of them are measured, from the budget.</summary>
    public LedgerHeader HeaderOf(IReadOnlyList<PredictedProfile> predictions)
    {
        var makespans = predictions.Select(prediction => prediction.MakespanSeconds).ToArray();
        var byMakespan = settings.Objective.Metric == Metric.Makespan;
        var worth = Shortlist.Of(makespans, [.. grid.Select(candidate => candidate.Size)], byMakespan, settings.Threshold.Delta);
        settings.Budget.ExpectedSample += TimeSpan.FromSeconds(worth.Average(place => makespans[place].Median));
        return Header([.. worth.Select(place => grid[place])]) with { Predictions = predictions };
    }

    /// <summary>The header of a search over <paramref name="candidates"/>.</summary>
    public LedgerHeader Header(IReadOnlyList<Candidate> candidates) => new ExperimentPlan
    {
        Profiles = [.. candidates.Select(candidate => candidate.Profile)],
        Samples = _samples,
        Blocks = TuningStage.All.Sum(stage => stage.Blocks),
        Metric = settings.Objective.Metric,
        Threshold = settings.Threshold,
    }.ToHeader() with
    {
        Tuning = new TuningStamp(
            settings.Objective, settings.Limits.Executors, settings.Limits.Handling is { } handling ? PoolChoice.NameOf(handling) : null, settings.Profile?.Stamp),
    };

    /// <summary>Expects samples to take as long as those of <paramref name="ledger"/>, or as is predicted of its candidates if it has none yet.</summary>
    /// <remarks>For a search that goes on: no pilot has told it what a sample takes beside its makespan, but from one's start to the next one's it took that too.</remarks>
    public void ExpectAsIn(Ledger ledger)
    {
        RunRecord[] records = [.. ledger.Cells.Select(cell => cell.Record).OfType<RunRecord>()];
        double[] between = [.. records.Zip(records.Skip(1), (one, next) => (next.StartedAt - one.StartedAt).TotalSeconds)];
        var predicted = ledger.Header.Predictions!.Where(prediction => ledger.Names.Contains(prediction.Profile)).Select(prediction => prediction.MakespanSeconds.Median);
        settings.Budget.ExpectedSample = TimeSpan.FromSeconds(Math.Max(
            records.Length > 0 ? records.Average(record => record.MakespanSeconds) : predicted.Average(),
            between.Length > 0 ? Median.Of(between) : 0));
    }

    /// <summary>Searches, and keeps every sample.</summary>
    /// <param name="ledger">What is there already is not measured again.</param>
    public async Task<TuneRecord> SearchAsync(Ledger ledger, Action<Cell> keep, IProgress<TuningProgress> progress, CancellationToken cancellation)
    {
        var candidates = ledger.Names.Select(name => grid.First(candidate => candidate.Name == name)).ToArray();
        var contenders = Array.ConvertAll(candidates, ContenderOf);
        var flaws = new Dictionary<string, string>();
        var plan = new TuningPlan
        {
            Sizes = [.. candidates.Select(candidate => candidate.Size)],
            Begun = ledger.Begun,
            WantsSmallest = settings.Objective.WantsSmallest,
            Threshold = settings.Threshold,
            Seed = _samples.Seed,
            Budget = settings.Budget,
        };
        var search = new TuningSearch(plan, async (candidate, block, ending) =>
        {
            var cell = ledger.Find(Phase.Blocks, block, candidates[candidate].Name);
            if (cell is not null)
            {
                settings.Budget.CountAsFound();
            }
            else
            {
                var order = ledger.Cells.Count(other => other.Block == block);
                cell = await SampleAsync(contenders[candidate], block, order, ending);
                if (ending.IsCancellationRequested)
                {
                    return null;
                }

                keep(cell);
            }

            return Value(cell, ledger, flaws);
        });
        return TuneRecords.Of(ledger, grid, await search.RunAsync(progress, cancellation), flaws);
    }

    private async Task<Cell> SampleAsync(Contender contender, int block, int order, CancellationToken cancellation)
    {
        var cell = new Cell(Phase.Blocks, block, order, contender.Name, _samples.Seed, null, null);
        try
        {
            var record = await Sample.RunAsync(_samples.TaskFor(contender), _samples.Timeout, null, cancellation);
            return cell with { Record = record, Failure = Sample.Overtime(record, _samples.Timeout) };
        }
        catch (Exception failure) when (failure is SampleFailedException or UserException)
        {
            // One that this machine refuses, for threads or descriptors it has not, is out; the others are not.
            return cell with { Failure = failure.Message };
        }
        catch (OperationCanceledException)
        {
            return cell;
        }
    }

    // Null, and the reason, if the candidate lost jobs or did other work than the one that was measured first.
    private static double? Value(Cell cell, Ledger ledger, Dictionary<string, string> flaws)
    {
        var flaw = Flaws.Of(cell, ledger.Cells.FirstOrDefault(other => Flaws.Of(other, null) is null));
        if (flaw is null && ledger.Header.Metric.Of(cell.Record!) is null)
        {
            flaw = $"the system does not give {ledger.Header.Metric.NameOf()}";
        }

        if (flaw is not null)
        {
            flaws[cell.Profile] = flaw;
            return null;
        }

        return ledger.Header.Metric.Of(cell.Record!);
    }

    // Of a profile of the user's own findings are no candidate's fault.
    private Contender ContenderOf(Candidate candidate) => Contender.Admit(candidate.Profile, _samples.Workload, strict: settings.Profile is null);
}
