using System.CommandLine;
using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Findings;
using Mul.Host.Processes;
using Mul.Host.Reports.Documents;

namespace Mul.Host.Commands;

/// <summary><c>mul check PROFILE</c>: guard rails for CI. Exit 0 within all of them, 10 outside of one, 11 undecided.</summary>
internal static class CheckCommand
{
    // Enough for a median that one bad sample cannot move.
    private const int BlocksWithoutBaseline = 3;

    private static readonly ValueKind<int> AtOnce = ValueKinds.Count(1) with { Parse = text => ValueKinds.Count(1).Parse(text[(text.LastIndexOf(':') + 1)..]) };

    public static Command Create()
    {
        var profile = new Argument<string>("profile") { Description = "A shipped name (threads), or a path (./mine.hocon)." };
        var achieves = new Option<string[]>("--achieves")
        {
            Description = "Each pool, or the one that is named, must run so many jobs at once (or all it gets, if those are fewer); may be given several times.",
            HelpName = "[pool:]n",
            Arity = ArgumentArity.OneOrMore,
        };
        var heartbeat = new ValueOption<TimeSpan>("--heartbeat-p99", "A bystander on the default dispatcher may be late by no more than this (p99, median of the samples).", ValueKinds.Patience);
        var noSlower = new Option<string?>("--no-slower-than") { Description = "May be slower than that profile by no more than x%.", HelpName = "profile:x%" };
        var experiment = new ExperimentOptions(aboutBlocks: string.Create(CultureInfo.InvariantCulture, $" Without --no-slower-than it is {BlocksWithoutBaseline}, unless you say otherwise."));
        var sample = new SampleOptions(without: WorkloadOption.Output);
        var report = new ReportOptions();
        var tls = new TlsOption();
        var command = new Command("check", "Hold a profile against guard rails: how much it runs at once, how prompt it leaves the rest, how it compares.")
        {
            profile, achieves, heartbeat, noSlower,
        };
        experiment.AddTo(command);
        sample.AddTo(command);
        report.AddTo(command);
        tls.AddTo(command);
        command.SetAction((result, _) => Interruption.GuardAsync(cancellation =>
        {
            var (settings, reports, folder) = (experiment.Read(result), report.Read(result), tls.Read(result));
            var (baseline, limit) = Baseline(result.GetValue(noSlower));
            var rails = new GuardRails([.. (result.GetValue(achieves) ?? []).Select(ReadAchieves)], heartbeat.ReadIfGiven(result), limit);
            if (rails.AreNone)
            {
                throw new UserException("check: name at least one guard rail: --achieves N, --heartbeat-p99 50ms, --no-slower-than PROFILE:5%.");
            }

            if (settings.FailIfSlower is { } stricter)
            {
                rails = rails with
                {
                    NoSlower = limit is null
                        ? throw new UserException("--fail-if-slower: check has nothing to compare with; name it: --no-slower-than PROFILE:5%.")
                        : Math.Min(limit.Value, stricter),
                };
            }

            string[] names = baseline is null ? [result.GetValue(profile)!] : [baseline, result.GetValue(profile)!];
            var samples = sample.Read(result) with { TlsFolder = folder };
            RefuseOtherPools(rails, samples.Workload);
            return RunAsync(
                names,
                rails,
                samples,
                baseline is null && experiment.HasDefaultBlocks(result) ? settings with { Blocks = BlocksWithoutBaseline } : settings,
                reports,
                cancellation);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] profiles,
        GuardRails rails,
        SampleSettings samples,
        ExperimentSettings settings,
        ReportSettings report,
        CancellationToken cancellation)
    {
        samples = await Laboratory.TriedOutAsync(samples, profiles[0], cancellation);
        return await Laboratory.RunAsync(Contender.Admit(profiles, samples.Workload, samples.Strict), samples, settings, report, Conclude, cancellation);

        int Conclude(TracedLedger result)
        {
            var record = CompareRecords.Of(result.Ledger);
            record = rails.Hold(result.Ledger, record with { Findings = CompareFindings.Of(record, result) });
            report.Write(ReportSource.Of(record, result));
            return Laboratory.IsSound(record) ? ExitCode.Of(GuardRails.Judge(record.Rails!)) : ExitCode.JobFailed;
        }
    }

    private static AchievesRail ReadAchieves(string text) =>
        new(text.LastIndexOf(':') is var colon and >= 0 ? text[..colon] : null, AtOnce.Read("--achieves", text));

    private static void RefuseOtherPools(GuardRails rails, IWorkload workload)
    {
        string[] pools = [.. workload.Pools.Select(pool => pool.Name)];
        if (rails.Achieves.FirstOrDefault(rail => rail.Pool is not null && !pools.Contains(rail.Pool)) is { } other)
        {
            throw new UserException($"--achieves {other.Pool}: workload {workload.Name} has no such pool. It has {string.Join(", ", pools)}.");
        }
    }

    private static (string? Profile, double? Limit) Baseline(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && Units.ParseFraction(text[(colon + 1)..]) is { } limit
            ? (text[..colon], limit)
            : throw new UserException($"--no-slower-than {text}: expected a profile and a percentage, as threads:5%.");
    }
}
