using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Samples;

/// <summary>Why jobs have no outcome, where the pools know more of it than the run, which only heard nothing.</summary>
internal static class LostJobs
{
    /// <summary>What routees took along when they stopped; null if none did, or all, which the run has noticed, or if it was a resizer's work: it lets them finish.</summary>
    /// <param name="path">The pool's.</param>
    /// <param name="routees">Every one that the pool has had.</param>
    /// <param name="asked">What the profile asked for, if anybody knows.</param>
    public static string? Cause(string path, IReadOnlyList<RouteeIdentity> routees, PoolAsked? asked)
    {
        var stopped = routees.Count(routee => routee.HasLeft);
        return stopped > 0 && stopped < routees.Count && routees.Count <= (asked?.Side.Routees ?? int.MaxValue)
            ? $"{Figures.Counted(stopped, "routee")} of {path} stopped during the run, and what such a one has in its mailbox is lost"
            : null;
    }

    /// <param name="reasons">Why jobs failed, by job id.</param>
    /// <param name="records">By job id.</param>
    /// <param name="causes">By pool, why jobs have no outcome; null where only the run knows.</param>
    public static IReadOnlyDictionary<int, string> Explained(IReadOnlyDictionary<int, string> reasons, IReadOnlyList<JobRecord> records, IReadOnlyList<string?> causes) =>
        causes.All(cause => cause is null) ? reasons
        : reasons.ToDictionary(
            reason => reason.Key,
            reason => RunLog.IsNoOutcome(reason.Value) && causes[records[reason.Key].Pool] is { } cause ? $"{RunLog.NoOutcome}: {cause}" : reason.Value);
}
