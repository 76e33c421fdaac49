using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments;

namespace Mul.Host.Commands;

/// <summary>The options of every verb that compares: how often, by which measure, and what is kept.</summary>
internal sealed class ExperimentOptions
{
    private readonly Option<int> _blocks = new("--blocks")
    {
        Description = "Blocks; each runs every profile once. At least 6 for a verdict.",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<string?> _until = new("--until") { Description = "Go on until every interval is as narrow as this, looking after 10, 15, 20, 30 and 40 blocks.", HelpName = "±x%" };

    private readonly Option<string> _threshold = new("--threshold") { Description = "The difference that matters.", HelpName = "x%", DefaultValueFactory = _ => "3%" };

    private readonly Option<string> _metric = new("--metric")
    {
        Description = $"What is compared: {string.Join(", ", Metrics.ByName.Keys)}.",
        DefaultValueFactory = _ => "makespan",
    };

    private readonly Option<string?> _failIfSlower = new("--fail-if-slower") { Description = "Exit with 10 if a candidate is slower by more than this, with 11 if that is undecided.", HelpName = "x%" };

    private readonly Option<string?> _ledger = new("--ledger") { Description = "Keep every sample in this file, one line of JSON each.", HelpName = "file" };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the ledger that is there." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _blocks, _until, _threshold, _metric, _failIfSlower, _ledger, _resume })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UserException">A value cannot be used.</exception>
    public ExperimentSettings Read(ParseResult result)
    {
        var settings = new ExperimentSettings
        {
            Blocks = result.GetValue(_blocks),
            Until = Percent("--until", result.GetValue(_until)?.TrimStart('±', '+')),
            Threshold = Percent("--threshold", result.GetValue(_threshold))!.Value,
            Metric = Metrics.Parse(result.GetValue(_metric)!),
            FailIfSlower = Percent("--fail-if-slower", result.GetValue(_failIfSlower)),
            LedgerPath = result.GetValue(_ledger),
            Resume = result.GetValue(_resume),
        };
        return settings switch
        {
            { Blocks: < 1 } => throw new UserException($"--blocks {settings.Blocks}: at least 1, and 6 for a verdict."),
            { Resume: true, LedgerPath: null } => throw new UserException("--resume: needs --ledger FILE, the ledger to go on with."),
            _ => settings,
        };
    }

    /// <summary>Whether the number of blocks was left to the command.</summary>
    public bool IsDefault(ParseResult result) => result.GetResult(_blocks) is null or { Implicit: true };

    private static double? Percent(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Units.ParseFraction(text) is { } fraction and > 0
            ? fraction
            : throw new UserException($"{option} {text}: expected a percentage, as 3%.");
    }
}

/// <summary>How often a verb compares, by which measure, and what it keeps. Percentages are parts of 1; null = not asked for.</summary>
internal sealed record ExperimentSettings
{
    public required int Blocks { get; init; }

    public double? Until { get; init; }

    public double Threshold { get; init; } = 0.03;

    public Metric Metric { get; init; } = Metric.Makespan;

    public double? FailIfSlower { get; init; }

    public string? LedgerPath { get; init; }

    public bool Resume { get; init; }

    /// <summary>Whether every profile is predicted before the first sample. Default: no.</summary>
    public bool Predict { get; init; }

    /// <summary>Whether the best two of several run once more on fresh blocks. Default: yes.</summary>
    public bool Confirm { get; init; } = true;

    /// <summary>Whether it is said beforehand how long it will take, which takes a pilot of a second or two. Default: yes.</summary>
    public bool Announce { get; init; } = true;
}
