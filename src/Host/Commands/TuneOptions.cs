using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary>The options of a search: for what, among what, at what price, and what is kept.</summary>
internal sealed class TuneOptions
{
    private static readonly TimeSpan DefaultBudget = TimeSpan.FromMinutes(5);

    private readonly Option<string> _objective = new("--objective")
    {
        Description = $"What the setting shall be best at: {string.Join(", ", Objectives.ByName.Keys)}.",
        DefaultValueFactory = _ => "smallest-sufficient",
    };

    private readonly Option<string> _threshold = new("--threshold") { Description = "The difference that matters.", HelpName = "x%", DefaultValueFactory = _ => "3%" };

    private readonly Option<string?> _budget = new("--budget") { Description = "Time that it may take in all. [default: 5min, unless --samples is given]", HelpName = "duration" };

    private readonly Option<string?> _samples = new("--samples") { Description = "Samples that it may take in all, those of the pilots aside.", HelpName = "n" };

    private readonly Option<string?> _dispatchers = new("--dispatchers")
    {
        Description = $"Kinds of dispatchers to try, with commas between them: {string.Join(", ", TunedExecutors.ByName.Keys)}. [default: all]",
        HelpName = "kinds",
    };

    private readonly Option<string?> _handling = new("--handling") { Description = "How jobs are handled, where the workload has both ways. [default: both]", HelpName = "async|blocking" };

    private readonly Option<string?> _ledger = new("--ledger") { Description = "Keep predictions and samples in this file, one line of JSON each.", HelpName = "file" };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the ledger that is there." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _objective, _threshold, _budget, _samples, _dispatchers, _handling, _ledger, _resume })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The budget begins to run now.</summary>
    /// <exception cref="UserException">A value cannot be used.</exception>
    public TuningSettings Read(ParseResult result, SampleSettings samples)
    {
        if (result.GetValue(_resume) && result.GetValue(_ledger) is null)
        {
            throw new UserException("--resume: needs --ledger FILE, the ledger to go on with.");
        }

        var most = SamplesOf(result.GetValue(_samples));
        var time = TimeOf(result.GetValue(_budget)) ?? (most is null ? DefaultBudget : null);
        var limits = new GridLimits { Handling = HandlingOf(result.GetValue(_handling)) };
        return new TuningSettings
        {
            Samples = samples,
            Objective = Objectives.Parse(result.GetValue(_objective)!),
            Threshold = ThresholdOf(result.GetValue(_threshold)!),
            Limits = result.GetValue(_dispatchers) is { } kinds ? limits with { Executors = [.. kinds.Split(',', StringSplitOptions.TrimEntries).Select(ExecutorOf).Distinct()] } : limits,
            Budget = new TuningBudget(most, time, TimeProvider.System),
        };
    }

    /// <summary>The ledger's path, if there is one, and whether it is resumed.</summary>
    public (string? Path, bool Resume) LedgerOf(ParseResult result) => (result.GetValue(_ledger), result.GetValue(_resume));

    private static int? SamplesOf(string? text) => text is null ? null
        : Units.ParseCount(text) is { } count and >= 1 ? count
        : throw new UserException($"--samples {text}: expected a whole number, at least 1.");

    private static TimeSpan? TimeOf(string? text) => text is null ? null
        : Units.ParseDuration(text) is { } time && time > TimeSpan.Zero ? time
        : throw new UserException($"--budget {text}: expected a duration, as 90s or 5min.");

    private static Threshold ThresholdOf(string text) => Units.ParseFraction(text) is { } fraction and > 0
        ? new Threshold(fraction)
        : throw new UserException($"--threshold {text}: expected a percentage, as 3%.");

    private static Handling? HandlingOf(string? text) => text switch
    {
        null => null,
        "async" => Handling.Async,
        "blocking" => Handling.Blocking,
        _ => throw new UserException($"--handling {text}: expected async or blocking."),
    };

    private static TunedExecutor ExecutorOf(string text) => TunedExecutors.ByName.TryGetValue(text, out var executor)
        ? executor
        : throw new UserException($"--dispatchers {text}: there is no such kind. There are: {string.Join(", ", TunedExecutors.ByName.Keys)}.");
}
