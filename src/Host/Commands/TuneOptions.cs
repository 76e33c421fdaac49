using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary>The options of a search: for what, among what, and at what price.</summary>
internal sealed class TuneOptions
{
    private static readonly TimeSpan DefaultBudget = TimeSpan.FromMinutes(5);

    private static readonly ValueKind<TunedExecutor> Executors = ValueKinds.Named<TunedExecutor>();

    private static readonly ValueKind<Objective> ObjectiveName = ValueKinds.OneOf(Objective.Names, Objective.Find);

    private static readonly ValueKind<Handling> HandlingName = ValueKinds.OneOf(["async", "blocking"], HandlingOf) with { Unit = "async|blocking" };

    private readonly ValueOption<Objective> _objective = new(
        "--objective", $"What the setting shall be best at: {ObjectiveName.Expected}.", ObjectiveName, Objective.SmallestSufficient.Name);

    private readonly ValueOption<double> _threshold = new("--threshold", "The difference that matters: within it settings are the same.", ValueKinds.Percentage, "3%");

    private readonly ValueOption<TimeSpan> _budget = new("--budget", "Time that it may take in all. [default: 5min, unless --samples is given]", ValueKinds.Patience);

    private readonly ValueOption<int> _samples = new("--samples", "Samples that it may take in all, those of the pilots aside.", ValueKinds.Count(1));

    private readonly Option<string?> _dispatchers = new("--dispatchers")
    {
        Description = $"Kinds of dispatchers to try, with commas between them: {string.Join(", ", EnumNames.Of<TunedExecutor>())}. [default: all]",
        HelpName = "kinds",
    };

    private readonly ValueOption<Handling> _handling = new("--handling", "How jobs are handled, where the workload has both ways. [default: both, or as the profile has it]", HandlingName);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _objective, _threshold, _budget, _samples, _dispatchers, _handling })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The budget begins to run now.</summary>
    /// <exception cref="UserException">A value cannot be used.</exception>
    public TuningSettings Read(ParseResult result, SampleSettings samples)
    {
        var most = _samples.ReadIfGiven(result);
        var time = _budget.ReadIfGiven(result) ?? (most is null ? DefaultBudget : null);
        var limits = new GridLimits { Handling = _handling.ReadIfGiven(result) };
        return new TuningSettings
        {
            Objective = _objective.Read(result),
            Threshold = new Threshold(_threshold.Read(result)),
            Limits = result.GetValue(_dispatchers) is { } kinds ? limits with { Executors = [.. kinds.Split(',', StringSplitOptions.TrimEntries).Select(kind => Executors.Read(_dispatchers.Name, kind)).Distinct()] } : limits,
            Samples = samples,
            Budget = new TuningBudget(most, time, TimeProvider.System),
        };
    }

    private static Handling? HandlingOf(string text) => text switch
    {
        "async" => Handling.Async,
        "blocking" => Handling.Blocking,
        _ => null,
    };
}
