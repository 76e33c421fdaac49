using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Workloads;

namespace Mul.Host.Commands;

/// <summary>The options of every verb that runs a workload: those of the run itself, and those of all workloads.</summary>
/// <param name="without">An option of workloads that the verb has a use of its own for, or none; empty = all are there.</param>
internal sealed class SampleOptions(string without = "")
{
    /// <summary>The name of the option that every verb has that runs a workload.</summary>
    public const string Workload = "--workload";

    private readonly Option<string> _workload = new(Workload, "-w")
    {
        Description = $"What to do: {string.Join(", ", WorkloadCatalog.Shipped.Select(workload => workload.Name))}, or one of --assembly's.",
        DefaultValueFactory = _ => "downloads",
    };

    private readonly PlugInOptions _plugIn = new();

    private readonly ValueOption<ulong> _seed = new("--seed", "The same seed makes the same jobs, another seed others.", ValueKinds.Seed, "1");

    private readonly ValueOption<int> _warmup = new("--warmup", "Small jobs per pool before the run, one at a time; 0 = cold.", ValueKinds.Count(0), "3") { HelpName = "jobs" };

    private readonly ValueOption<double> _rate = new("--rate", "Tell so many jobs per second, whether or not earlier ones are done.", ValueKinds.Rate);

    private readonly ValueOption<int> _window = new("--window", "Keep at most so many jobs in flight, filled up when half are answered. [default: all at once]", ValueKinds.Count(1)) { HelpName = "jobs" };

    private readonly ValueOption<TimeSpan> _maxSilence = new(
        "--max-silence",
        "No outcome for this long ends the run; the jobs still missing count as failed. [default: 60s; a job of Mul's own workloads, whose waits all have limits, may then be in hand for longer]",
        ValueKinds.Patience);

    private readonly ValueOption<TimeSpan> _timeout = new("--sample-timeout", "A run that takes longer is ended.", ValueKinds.Patience, "10min");

    private readonly Option<bool> _strict = new("--strict") { Description = "Refuse a profile about which there is a finding." };

    private readonly Option<string?>[] _workloadOptions = [.. WorkloadCatalog.Options.Where(option => option.Name != without).Select(OptionFor)];

    public void AddTo(Command command)
    {
        _plugIn.AddTo(command);
        foreach (var option in new Option[] { _workload, _seed, _warmup, _rate, _window, _maxSilence, _timeout, _strict }.Concat(_workloadOptions))
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UserException">The workload or one of its options cannot be used.</exception>
    public SampleSettings Read(ParseResult result)
    {
        var workload = WorkloadOf(result, _plugIn.Load(result));
        var chosen = _plugIn.Chosen(result);
        foreach (var option in _workloadOptions.Where(option => result.GetResult(option) is { Implicit: false }))
        {
            if (!chosen.TryAdd(option.Name[2..], result.GetValue(option) ?? "true"))
            {
                throw new UserException($"{option.Name} and --option {option.Name[2..]}: say one.");
            }
        }

        var settings = new SampleSettings
        {
            Workload = workload,
            Options = new OptionValues(workload.Options, chosen),
            Seed = _seed.Read(result),
            Warmup = _warmup.Read(result),
            Rate = _rate.ReadIfGiven(result),
            Window = _window.ReadIfGiven(result),
            MaxSilence = _maxSilence.ReadIfGiven(result),
            Timeout = _timeout.Read(result),
            Strict = result.GetValue(_strict),
        };
        return settings is { Rate: not null, Window: not null }
            ? throw new UserException("--rate and --window: choose one; the first is open arrivals, the second closed.")
            : settings;
    }

    private IWorkload WorkloadOf(ParseResult result, PlugIn? plugIn) => plugIn switch
    {
        { Workloads: [var only] } when result.GetResult(_workload) is null or { Implicit: true } => only,
        { Workloads: var several } when result.GetResult(_workload) is null or { Implicit: true } =>
            throw new UserException($"--workload: name one of {string.Join(", ", several.Select(workload => workload.Name))}."),
        _ => WorkloadCatalog.Find(result.GetValue(_workload)!),
    };

    // One name may mean another thing to another workload.
    private static string HelpOf((string Workload, WorkloadOption? Own)[] users) =>
        users.GroupBy(user => user.Own!.Help, user => user.Workload).ToArray() is [_, _, ..] several
            ? string.Join(' ', several.Select(help => $"{string.Join(", ", help)}: {help.Key}"))
            : users[0].Own!.Help;

    private static Option<string?> OptionFor(WorkloadOption option)
    {
        var users = WorkloadCatalog.Shipped
            .Select(workload => (workload.Name, Own: workload.Options.FirstOrDefault(own => own.Name == option.Name)))
            .Where(user => user.Own is not null)
            .ToArray();
        var defaults = string.Join(", ", users.Where(user => user.Own!.Default.Length > 0).Select(user => $"{user.Name} {user.Own!.Default}"));
        var scope = defaults.Length > 0 ? $"[default: {defaults}]" : $"[{string.Join(", ", users.Select(user => user.Name))}]";
        return new Option<string?>("--" + option.Name)
        {
            Description = $"{HelpOf(users)} {scope}",
            HelpName = Unit(option.Unit),
            Arity = option.Unit == OptionUnit.Flag ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
    }

    private static string Unit(OptionUnit unit) => unit switch
    {
        OptionUnit.Count => "n",
        OptionUnit.Duration => "duration",
        OptionUnit.Size => "bytes",
        OptionUnit.Fraction => "0..1",
        OptionUnit.Flag => "true",
        OptionUnit.Path => "path",
        OptionUnit.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "unknown unit"),
    };
}
