using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Processes;
using Mul.Host.Reports.Progress;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Commands;

/// <summary><c>mul tune</c>: which dispatcher and which size to use, found by prediction first and by measuring what is left.</summary>
internal static class TuneCommand
{
    public static Command Create()
    {
        var profile = new Argument<string?>("profile")
        {
            Description = "A profile whose pools' dispatchers and sizes are searched for, the rest of it as it is: a shipped name (threads), or a path (./mine.hocon). Default: none.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var tune = new TuneOptions();
        var kept = new LedgerOptions("predictions and samples");
        // The files of a workload are written by every sample, and kept by none.
        var sample = new SampleOptions(without: WorkloadOption.Output);
        var output = new Option<string?>("--output") { Description = "Write what was found as a profile; where one is named, behind its text.", HelpName = "file" };
        var report = new ReportOptions(ReportScope.Charts);
        var command = new Command("tune", "Search dispatchers and pool sizes for a workload; ends with the setting to use, as HOCON and C#.") { profile };
        tune.AddTo(command);
        kept.AddTo(command);
        sample.AddTo(command);
        command.Options.Add(output);
        report.AddTo(command);
        command.SetAction((result, _) => Interruption.GuardAsync(cancellation =>
        {
            var (ledger, resume) = kept.Read(result);
            var targets = new Targets(ledger, resume, result.GetValue(output), report.Read(result));
            targets.RefuseUnwritable();
            return TuneAsync(result.GetValue(profile), tune.Read(result, sample.Read(result)), targets, cancellation);
        }));
        return command;
    }

    private static async Task<int> TuneAsync(string? profile, TuningSettings settings, Targets targets, CancellationToken cancellation)
    {
        var samples = await Laboratory.TriedOutAsync(settings.Samples, profile, cancellation);
        var tuned = profile is null ? null : TunedProfile.Admit(profile, samples.Workload, samples.Strict);
        await using var stage = await Stage.SetAsync(samples, cancellation);
        settings = settings with { Samples = stage.Settings, Profile = tuned };
        var workload = settings.Samples.Workload;
        var jobs = workload.Jobs(settings.Samples.Options, settings.Samples.Seed).Jobs.Select(job => job.Pool).ToArray();
        var grid = Grid.Of(workload, [.. workload.Pools.Select((_, place) => jobs.Count(pool => pool == place))], settings.Limits, tuned);
        if (grid.Count == 0)
        {
            throw new UserException("--dispatchers, --handling: there is no candidate of these kinds, as a pinned dispatcher is nothing to an async handler. Allow another dispatcher, or blocking.");
        }

        tuned?.RefuseUnlessReplaced(grid[0], workload);
        var tuner = new Tuner(settings, grid);
        var found = targets.FoundHeader(tuner, grid);
        var header = found ?? tuner.HeaderOf(await PredictAsync(tuner, grid, targets, cancellation));
        using var file = targets.Ledger is { } path ? LedgerFile.Open(path, header, targets.Resume) : null;
        var ledger = file?.Ledger ?? new Ledger(header);
        if (found is not null)
        {
            tuner.ExpectAsIn(ledger);
        }

        if (!targets.Report.NoProgress)
        {
            Terminal.Say(TuneDisplay.Beforehand(settings.Budget, grid.Count, header.Profiles.Count, ledger.Begun));
        }

        var record = await TuneDisplay.ShowAsync(
            targets.Report.NoProgress,
            settings.Budget,
            ledger.Names,
            progress => tuner.SearchAsync(ledger, file is null ? ledger.Add : file.Add, progress, cancellation));
        file?.Conclude(record);
        targets.Write(record, ledger, tuned);
        return record.Winner is null ? ExitCode.JobFailed : ExitCode.Fine;
    }

    private static Task<IReadOnlyList<PredictedProfile>> PredictAsync(Tuner tuner, IReadOnlyList<Candidate> grid, Targets targets, CancellationToken cancellation)
    {
        if (!targets.Report.NoProgress)
        {
            Terminal.Say($"{grid.Count} candidates are predicted first, from pilots of a few jobs.");
        }

        return tuner.PredictAsync(targets.Report.ShowAsync, cancellation);
    }

    /// <summary>Where the result goes; each file may be null.</summary>
    private sealed record Targets(string? Ledger, bool Resume, string? Profile, ReportSettings Report)
    {
        // Before the search, not after it.
        public void RefuseUnwritable()
        {
            if (Profile is not null)
            {
                ReportOptions.RefuseUnwritable("--output", Profile);
            }
        }

        /// <summary>The header of the ledger to go on with; null if there is none yet.</summary>
        /// <exception cref="UserException">It is there and not to be resumed, or another experiment's.</exception>
        public LedgerHeader? FoundHeader(Tuner tuner, IReadOnlyList<Candidate> grid)
        {
            if (LedgerFile.FoundHeader(Ledger, Resume) is not { } header)
            {
                return null;
            }

            var tried = header.Profiles.Select(profile => grid.FirstOrDefault(candidate => candidate.Name == profile.Name)).OfType<Candidate>().ToArray();
            return header.Predictions?.Count != grid.Count || tried.Length != header.Profiles.Count ? throw LedgerFile.HoldsAnother(Ledger!, "another grid of settings")
                : header.DifferenceFrom(tuner.Header(tried)) is { } difference ? throw LedgerFile.HoldsAnother(Ledger!, difference)
                : header;
        }

        public void Write(TuneRecord record, Ledger ledger, TunedProfile? tuned)
        {
            Report.Write(record, ledger);
            if (Profile is not null && record.Winner is { } winner)
            {
                TextFile.Write(Profile, tuned?.With(winner.Hocon) ?? winner.Hocon);
            }
        }
    }
}
