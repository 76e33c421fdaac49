using Mul.Actors.Guests;
using Mul.Actors.Jobs;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>Jobs that wait and compute next to nothing: trouble shows in who does them, and two cores are enough for a dozen processes. These specs' assembly is a plug-in of the command.</summary>
public static class WaitingWorkload
{
    /// <summary>Of the workload and its pool.</summary>
    internal const string Name = "waits";

    /// <summary>Each waits from half to one and a half of the option.</summary>
    public static IWorkload Waits { get; } = Workload.Of(
        Name,
        1_000,
        async (job, stop) =>
        {
            await Task.Delay(job.Options.Duration("wait") * (0.5 + (job.Id * 37 % 101 / 100.0)), stop);
            return JobResult.Completed(DigestOf(job.Id, job.Seed));
        },
        new WorkloadOption("wait", OptionUnit.Duration, "100ms", "How long a job waits, on average."));

    /// <summary>What everybody can say that a job must come to.</summary>
    internal static ulong DigestOf(int job, ulong seed) => (((ulong)job + 1) * 0x9E3779B97F4A7C15) ^ seed;
}
