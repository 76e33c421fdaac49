using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary>The options of every verb that compares: how often, by which measure, and what is kept.</summary>
/// <param name="aboutBlocks">A sentence on what the number of blocks is in this verb, with a space in front.</param>
internal sealed class ExperimentOptions(string aboutBlocks)
{
    // Every pair of blocks is averaged, before every sample.
    private const int MostBlocks = 1_000;

    private static readonly ValueKind<int> BlockCount = ValueKinds.Count(1, MostBlocks) with { Expected = "a whole number from 1 to 1,000, and 6 for a verdict" };

    private static readonly ValueKind<double> Precision = ValueKinds.Percentage with { Unit = "±x%", Parse = text => ValueKinds.Percentage.Parse(text.TrimStart('±', '+')) };

    private static readonly ValueKind<Metric> MetricName = ValueKinds.Named<Metric>();

    private readonly ValueOption<int> _blocks = new("--blocks", $"Blocks; each runs every profile once. A verdict takes 6, with two candidates 7, with four 8.{aboutBlocks}", BlockCount, "10");

    private readonly ValueOption<double> _until = new("--until", "Go on until every interval is as narrow as this, looking after 10, 15, 20, 30 and 40 blocks, and no further.", Precision);

    private readonly ValueOption<double> _threshold = new("--threshold", "The difference that matters: within it profiles are the same.", ValueKinds.Percentage, "3%");

    private readonly ValueOption<Metric> _metric = new("--metric", $"What is compared: {MetricName.Expected}. Makespan is from the first job told to the last finished.", MetricName, Metric.Makespan.NameOf());

    private readonly ValueOption<double> _failIfSlower = new("--fail-if-slower", "Exit with 10 if a candidate is slower by more than this, with 11 if that is undecided; each is judged by itself.", ValueKinds.Percentage);

    private readonly LedgerOptions _ledger = new("every sample");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _blocks, _until, _threshold, _metric, _failIfSlower })
        {
            command.Options.Add(option);
        }

        _ledger.AddTo(command);
    }

    /// <exception cref="UserException">A value cannot be used.</exception>
    public ExperimentSettings Read(ParseResult result)
    {
        var (path, resume) = _ledger.Read(result);
        var settings = new ExperimentSettings
        {
            Blocks = _blocks.Read(result),
            Until = _until.ReadIfGiven(result),
            Threshold = _threshold.Read(result),
            Metric = _metric.Read(result),
            FailIfSlower = _failIfSlower.ReadIfGiven(result),
            LedgerPath = path,
            Resume = resume,
        };
        return settings.Until is not null && !HasDefaultBlocks(result)
            ? throw new UserException("--until and --blocks: choose one; the first says when there are enough, the second how many there are.")
            : settings;
    }

    /// <summary>Whether the number of blocks was left to the command.</summary>
    public bool HasDefaultBlocks(ParseResult result) => result.GetResult(_blocks) is null or { Implicit: true };
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
