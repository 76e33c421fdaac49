using Mul.Host.Experiments.Blocks;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports.Progress;

/// <summary>How far an experiment is, how long it will still take, and what it says so far; on standard error.</summary>
internal static class ExperimentDisplay
{
    /// <summary>What will happen, before it does.</summary>
    public static string Beforehand(ExperimentPlan plan, Outlook outlook)
    {
        var most = plan.Until is null ? "" : "at most ";
        var howLong = outlook.Duration is { } duration ? $"about {Figures.Seconds(duration.TotalSeconds)} in all" : "the first block shows how long they take";
        return $"{most}{Figures.Counted(outlook.Samples, "sample")}, {howLong}; Ctrl-C ends with the blocks that are complete.{TooFew(plan)}";
    }

    public static Task ShowAsync(bool quiet, Func<IProgress<ExperimentProgress>, Task> work) =>
        BlockProgress.ShowAsync<ExperimentProgress, bool>(quiet, task => new Bar(task), async progress =>
        {
            await work(progress);
            return true;
        });

    private static string TooFew(ExperimentPlan plan)
    {
        var candidates = plan.Profiles.Count - 1;
        var least = Threshold.LeastBlocks(candidates, Looks.AlphaOf(plan.Until));
        return candidates > 0 && plan.MostBlocks < least
            ? $" {Figures.Counted(plan.MostBlocks, "block")} cannot decide on {Figures.Counted(candidates, "candidate")}: that takes {Figures.Count(least)}."
            : "";
    }

    private sealed class Bar(ProgressTask task) : IProgress<ExperimentProgress>
    {
        private int _measured;

        public void Report(ExperimentProgress value)
        {
            task.MaxValue = _measured + value.Left;
            task.Value = _measured++;
            task.Description = Tables.Escape(ProgressSentence.Of(value));
        }
    }
}
