using Mul.Actors.Jobs;
using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Findings;
using Mul.Host.Processes;
using Mul.Host.Reports.Progress;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Commands;

/// <summary>What the verbs that compare have in common: run a plan, show how far it is, keep its ledger.</summary>
internal static class Laboratory
{
    /// <summary>The same settings; a workload that does not say what its jobs do with their thread has been tried out for that.</summary>
    /// <remarks>To be done before profiles are admitted: what they make of a workload depends on it.</remarks>
    /// <param name="profile">The profile to try it out under, or the first of several; null for none.</param>
    /// <exception cref="UserException">The workload's options cannot be used, or the profile that it is tried out under.</exception>
    public static async Task<SampleSettings> TriedOutAsync(SampleSettings settings, string? profile, CancellationToken cancellation)
    {
        var (known, failures) = await HandlingPilot.ResolveAsync(settings, profile, cancellation);
        // What a pilot has done until it was ended tells nothing.
        cancellation.ThrowIfCancellationRequested();
        foreach (var (pool, handling) in (known.Workload as PlugInWorkload)?.Found ?? new Dictionary<string, Handling>())
        {
            Terminal.Say(handling switch
            {
                Handling.Blocking => $"/user/{pool}: a pilot says that a job holds its thread until it is done (blocking).",
                Handling.Async => $"/user/{pool}: a pilot says that a job frees its thread while it waits (async).",
                Handling.Delegating => $"/user/{pool}: a pilot says that a routee hands a job on, and takes up the next one before that is done (delegating).",
                _ => $"/user/{pool}: no job of the pilot completed{(failures.GetValueOrDefault(pool) is { } why ? $" ({why.TrimEnd('.')})" : "")}, so what a job does with its thread is not known.",
            });
        }

        return known;
    }

    /// <param name="conclude">Reports what was measured, and says what the command ends with.</param>
    /// <returns>What <paramref name="conclude"/> says.</returns>
    /// <exception cref="UserException">Nothing could be measured, or no more: then what there is of complete blocks has been reported.</exception>
    public static async Task<int> RunAsync(
        IReadOnlyList<Contender> contenders,
        SampleSettings samples,
        ExperimentSettings settings,
        ReportSettings report,
        Func<TracedLedger, int> conclude,
        CancellationToken cancellation)
    {
        var plan = new ExperimentPlan
        {
            Profiles = [.. contenders.Select(contender => contender.Profile)],
            Samples = samples,
            Blocks = settings.Blocks,
            Until = settings.Until,
            Metric = settings.Metric,
            Threshold = new Threshold(settings.Threshold),
            Confirm = settings.Confirm,
        };
        var nodes = new NodesAwaited(samples.TlsFolder, contenders);
        await using var stage = await Stage.SetAsync(samples, cancellation);
        var overhead = new SampleOverhead(report.ShowAsync);
        var header = plan.ToHeader();
        if (settings.Predict && !IsBegun(settings))
        {
            var predictions = await PredictAsync(contenders, stage.Settings, overhead.ShowAsync, cancellation);
            header = header with { Predictions = [.. predictions.Select(PredictedProfile.Of)] };
        }

        using var file = settings.LedgerPath is { } path ? LedgerFile.Open(path, header, settings.Resume) : null;
        using var result = new TracedLedger(file?.Ledger ?? new Ledger(header), TracesOf(settings, report));
        try
        {
            await MeasureAllAsync();
        }
        catch (UserException why) when (result.Ledger.Cells.Count > 0)
        {
            if (result.Ledger.Blocks(Phase.Blocks, plan.Names).Count > 0)
            {
                conclude(result);
            }

            throw file is null ? why : new UserException($"{why.Message} What is measured is kept: go on with --resume.", why.ExitCode);
        }

        return conclude(result);

        async Task MeasureAllAsync()
        {
            var experiment = new Experiment(
                plan,
                result.Ledger,
                cell =>
                {
                    // The trace first: a cell of the ledger is not measured again, so its trace must be there by then.
                    result.Traces?.Keep(cell);
                    (file is null ? (Action<Cell>)result.Ledger.Add : file.Add)(cell);
                },
                (profile, ending) => MeasureAsync(contenders[profile], stage.Settings, result.Traces?.Pending, ending));
            if (settings.Announce && !report.NoProgress && Terminal.IsWatched && Outlook.Of(plan, result.Ledger, null).Samples > 0)
            {
                var sampleOf = await ForeseeAsync(contenders, stage.Settings, header.Predictions, overhead, cancellation);
                Terminal.Say(ExperimentDisplay.Beforehand(plan, Outlook.Of(plan, result.Ledger, sampleOf)));
            }

            nodes.Announce();
            await ExperimentDisplay.ShowAsync(report.NoProgress, progress => experiment.RunAsync(progress, cancellation));
            if (!cancellation.IsCancellationRequested)
            {
                // What is resumed may still change which sample is the median.
                result.Traces?.KeepOnly(MedianSample.OfAll(result.Ledger));
            }
        }
    }

    /// <summary>Predicts profiles and says so before their first sample: what is said afterwards is no prediction.</summary>
    /// <param name="show">Shows the pilots' progress.</param>
    public static async Task<IReadOnlyList<Prediction>> PredictAsync(
        IReadOnlyList<Contender> contenders, SampleSettings samples, ShowPilot show, CancellationToken cancellation)
    {
        var predictions = await Predictions.OfAsync(contenders, samples, WhatIf.Nothing, show, cancellation);
        foreach (var prediction in predictions)
        {
            Terminal.Say($"predicted: {PredictSentence.Of(prediction)}");
        }

        return predictions;
    }

    // Whether it is too late for predictions.
    private static bool IsBegun(ExperimentSettings settings)
    {
        if (LedgerFile.FoundHeader(settings.LedgerPath, settings.Resume) is not { } header)
        {
            return false;
        }

        if (header.Predictions is null)
        {
            Terminal.Say($"{settings.LedgerPath}: was begun without predictions; it is too late for them.");
        }

        return true;
    }

    // By contender, how long a sample will take. Null if that cannot be said of all of them: then the run says why, not this.
    private static async Task<IReadOnlyList<TimeSpan>?> ForeseeAsync(
        IReadOnlyList<Contender> contenders, SampleSettings samples, IReadOnlyList<PredictedProfile>? predictions, SampleOverhead overhead, CancellationToken cancellation)
    {
        try
        {
            predictions ??= [.. (await Predictions.OfAsync(contenders, samples, WhatIf.Roughly, overhead.ShowAsync, cancellation)).Select(PredictedProfile.Of)];
        }
        catch (Exception unknown) when (unknown is UserException or SampleFailedException)
        {
            return null;
        }

        return
        [
            .. predictions.Select(prediction => TimeSpan.FromSeconds(Math.Min(prediction.MakespanSeconds.Median, samples.Timeout.TotalSeconds)) + overhead.Time),
        ];
    }

    /// <summary>One sample with what there is to say about it, so that a ledger can be reported without being judged again.</summary>
    private static async Task<RunRecord> MeasureAsync(Contender contender, SampleSettings samples, string? tracePath, CancellationToken cancellation)
    {
        try
        {
            var record = await Sample.RunAsync(samples.TaskFor(contender) with { TracePath = tracePath }, samples.Timeout, null, cancellation);
            return record with { Findings = [.. contender.Findings, .. RunFindings.Of(record)] };
        }
        catch (UserException missing) when (missing.ExitCode == ExitCode.TooFewNodes)
        {
            throw new UserException($"{contender.Name}: {missing.Message}", missing.ExitCode);
        }
    }

    /// <summary>Whether every sample did its work, and all the same work.</summary>
    public static bool IsSound(CompareRecord record) => record.Profiles.All(profile => profile.Invalid is null);

    private static TraceStore? TracesOf(ExperimentSettings settings, ReportSettings report) =>
        settings.LedgerPath is { } path ? TraceStore.Open(path, settings.Resume)
        : report.NeedsTraces ? TraceStore.Temporary()
        : null;
}
