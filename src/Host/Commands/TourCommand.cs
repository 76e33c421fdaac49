using System.CommandLine;
using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Processes;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Writing;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Commands;

/// <summary><c>mul</c> without arguments: the Python experiments as profiles, compared, in about a minute on 2 cores.</summary>
internal static class TourCommand
{
    // As few as a verdict between two or three profiles takes.
    private const int Blocks = 7;

    private static readonly Leg[] Legs =
    [
        new("downloads", [("jobs", "15"), ("latency", "120ms")],
        [
            new("sequential", record => $"One routee downloads one file after another: {Jobs(record)} × 0.12 s of waiting. What CPU there is goes to the runtime and to Mul's own heartbeat."),
            new("threads", record => $"Five routees with a thread each wait for five downloads at once: ⌈{Jobs(record)} ÷ 5⌉ × 0.12 s. A waiting thread costs memory, not CPU."),
            new("async", record => $"A hundred routees give their thread back while they wait, so all {Jobs(record)} downloads are in flight at once, on {Threads(record)}."),
        ]),
        new("crunch", [("jobs", "160"), ("items", "2000000"), ("range", "4000000")],
        [
            new("sequential", _ => "One routee computes on one core, however many there are: total = user + system, but for what the runtime does beside it."),
            new("parallel", record => $"A thread on each of {record.Environment.Cores} cores: user counts the seconds of all cores, so it can exceed the total."),
            new("processes", record => $"{record.Nodes?.Joined} processes with a thread each, as in the last Python program; they were up in {Seconds(record.Nodes?.StartupSeconds)} s, which is not in the total."),
        ]),
    ];

    private static readonly string[] PythonSizes =
    [
        "mul run sequential --workload downloads --jobs 100",
        "mul run threads --workload downloads --jobs 100",
        "mul run sequential --workload crunch --jobs 2 --items 10000000 --range 20000000",
        "mul run parallel --workload crunch --jobs 2 --items 10000000 --range 20000000",
        "mul run processes --workload crunch --jobs 2 --items 10000000 --range 20000000",
    ];

    public static void AddTo(RootCommand root)
    {
        root.SetAction((_, _) => Interruption.GuardAsync(RunAsync));
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        Terminal.Say("The tour, about a minute; `mul --help` for everything else.");
        var table = new TourTable();
        var isSound = true;
        try
        {
            foreach (var leg in Legs)
            {
                isSound &= await AddAsync(table, leg, cancellation) == ExitCode.Fine;
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!table.IsEmpty)
        {
            Terminal.Say("Stopped early: this is what is known so far.");
        }
        catch (UserException) when (!table.IsEmpty)
        {
            Print();
            throw;
        }

        Print();
        return isSound ? ExitCode.Fine : ExitCode.JobFailed;

        void Print() => Terminal.Print(() => table.Write(Terminal.Output, PythonSizes));
    }

    // Fine if its samples are sound. Of a leg without a complete block there is nothing to be said.
    private static Task<int> AddAsync(TourTable table, Leg leg, CancellationToken cancellation)
    {
        var workload = WorkloadCatalog.Find(leg.Workload);
        var samples = new SampleSettings
        {
            Workload = workload,
            Options = new OptionValues(workload.Options, leg.Options.ToDictionary(option => option.Name, option => option.Value)),
        };
        var contenders = Contender.Admit(leg.Stops.Select(stop => stop.Profile), workload, strict: false);
        return Laboratory.RunAsync(contenders, samples, new ExperimentSettings { Blocks = Blocks, Confirm = false, Announce = false }, ReportSettings.None, Add, cancellation);

        int Add(TracedLedger result)
        {
            var record = CompareRecords.Of(result.Ledger);
            if (record.Blocks > 0)
            {
                table.Add(
                    record,
                    [.. leg.Stops.Select(stop => new TourStop(stop.Profile, MedianSample.Of(result.Ledger, stop.Profile)?.Record, stop.Why))]);
            }

            return Laboratory.IsSound(record) ? ExitCode.Fine : ExitCode.JobFailed;
        }
    }

    private static string Jobs(RunRecord record) => record.Pools.Sum(pool => pool.Jobs.Told).ToString(CultureInfo.InvariantCulture);

    private static string Threads(RunRecord record) =>
        record.Pools.Sum(pool => pool.Effective?.Dispatcher.Threads ?? 0) is var threads && threads == 1
            ? "one thread"
            : $"{threads.ToString(CultureInfo.InvariantCulture)} threads";

    private static string Seconds(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "?";

    private sealed record Leg(string Workload, (string Name, string Value)[] Options, Stop[] Stops);

    private sealed record Stop(string Profile, Func<RunRecord, string> Why);
}
