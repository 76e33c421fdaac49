using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>The first line of a ledger: what the experiment is. Equal headers mean that an experiment may be resumed.</summary>
/// <param name="Until">As a part of 1; null = every block.</param>
/// <param name="Threshold">As a part of 1.</param>
/// <param name="Predictions">Made before the first sample; null if none were asked for.</param>
/// <param name="Tuning">What is searched for; null if profiles are only compared.</param>
/// <param name="Jobs">What tells the list of jobs from others of the same options and seed, as the SHA-256 of a file that they are read from; null where options and seed say all.</param>
internal sealed record LedgerHeader(
    string Schema,
    IReadOnlyList<ProfileStamp> Profiles,
    WorkloadStamp Workload,
    ulong Seed,
    int Warmup,
    double? Rate,
    int? Window,
    int Blocks,
    double? Until,
    Metric Metric,
    double Threshold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PredictedProfile>? Predictions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TuningStamp? Tuning = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Jobs = null)
{
    public const string CurrentSchema = "mul.ledger/1";

    private const string None = "none";

    /// <summary>How the line of every version begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"schema\":\"mul.ledger/"u8;

    /// <summary>The first setting in which <paramref name="asked"/> is another experiment, with its value here and there; null if it is the same.</summary>
    public string? DifferenceFrom(LedgerHeader asked)
    {
        // Predictions come from a pilot, no two of which are alike.
        if (Text(this with { Predictions = null }) == Text(asked with { Predictions = null }))
        {
            return null;
        }

        var (here, there) = (Settings().ToDictionary(), asked.Settings().ToDictionary());
        var name = here.Keys.Concat(there.Keys).FirstOrDefault(setting => here.GetValueOrDefault(setting) != there.GetValueOrDefault(setting));
        return name is null ? "other settings" : $"{name} {here.GetValueOrDefault(name) ?? None}, not {there.GetValueOrDefault(name) ?? None}";
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings() =>
    [
        new("the profile to tune", Tuning?.Profile?.Name),
        new("the text of the profile to tune, SHA-256", Tuning?.Profile?.Sha256),
        new("the profiles", string.Join(' ', Profiles.Select(profile => profile.Name))),
        .. Profiles.Select(profile => new KeyValuePair<string, string?>($"the text of {profile.Name}, SHA-256", profile.Sha256)),
        new("--workload", Workload.Name),
        new("--assembly, SHA-256", Workload.Assembly?.Sha256),
        .. Workload.Options.Select(option => new KeyValuePair<string, string?>($"--{option.Key}", option.Value)),
        new("the list of jobs, SHA-256", Jobs),
        new("--seed", Text(Seed)),
        new("--warmup", Text(Warmup)),
        new("--rate", Rate is { } rate ? Text(rate) : null),
        new("--window", Window is { } window ? Text(window) : null),
        new("--until", Until is { } until ? Text(until) : null),
        new("--blocks", Text(Blocks)),
        new("--metric", Metric.NameOf()),
        new("--threshold", Text(Threshold)),
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(LedgerHeader header) => JsonSerializer.Serialize(header, LedgerJson.Default.LedgerHeader);
}
