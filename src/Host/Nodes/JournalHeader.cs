using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Workloads;

namespace Mul.Host.Nodes;

/// <summary>Which list of jobs a journal is of: whatever the profile, its outcomes are of no use to another.</summary>
/// <param name="Options">With paths in full: a run may be started again from another folder.</param>
/// <param name="List">As <see cref="NumberedJobs.IdentityOf"/> says it.</param>
/// <param name="Build">What makes jobs of options: the same ones only in the same build.</param>
/// <param name="Assembly">The SHA-256 of the assembly that has the workload; empty if it is one of Mul's own.</param>
internal sealed record JournalHeader(string Workload, string Options, string Seed, string List, string Build, string Assembly)
{
    public static JournalHeader Of(IWorkload workload, OptionValues options, ulong seed, JobList jobs) => new(
        workload.Name,
        string.Join(' ', options.WithFullPaths.Where(option => option.Value.Length > 0).OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"--{option.Key} {option.Value}")),
        seed.ToString(CultureInfo.InvariantCulture),
        NumberedJobs.IdentityOf(jobs),
        NodeSystem.Build.ToString(),
        PlugInReference.To(workload)?.Sha256 ?? "");

    /// <summary>What is different in <paramref name="other"/> and what to do about it, in a sentence; null if nothing is.</summary>
    public string? DifferenceTo(JournalHeader other) =>
        Workload != other.Workload ? OfOtherOptions($"--workload {other.Workload}, not {Workload}")
        : Seed != other.Seed ? OfOtherOptions($"--seed {other.Seed}, not {Seed}")
        : Options != other.Options ? OfOtherOptions($"'{other.Options}', not '{Options}'")
        : Assembly != other.Assembly ? "was begun with another --assembly, which may make other jobs of the same options. Give that one, or name another file."
        : Build != other.Build ? "was begun by another build of mul, which may make other jobs of the same options. Go on with that one, or name another file."
        : List != other.List ? "is of another list of jobs: a file that the options name had other contents. Give the same ones, or name another file."
        : null;

    private static string OfOtherOptions(string difference) => $"is of another list of jobs: {difference}. Give the same options, or name another file.";
}
