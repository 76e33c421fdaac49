using System.Globalization;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes;

/// <summary>Which list of jobs a journal is of: whatever the profile, its outcomes are of no use to another.</summary>
internal sealed record JournalHeader(string Workload, string Options, string Seed)
{
    public static JournalHeader Of(IWorkload workload, OptionValues options, ulong seed) => new(
        workload.Name,
        string.Join(' ', options.All.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"--{option.Key} {option.Value}".TrimEnd())),
        seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>What is different in <paramref name="other"/>, in a few words; null if nothing is.</summary>
    public string? DifferenceTo(JournalHeader other) =>
        Workload != other.Workload ? $"--workload {other.Workload}, not {Workload}"
        : Seed != other.Seed ? $"--seed {other.Seed}, not {Seed}"
        : Options != other.Options ? $"'{other.Options}', not '{Options}'"
        : null;
}
