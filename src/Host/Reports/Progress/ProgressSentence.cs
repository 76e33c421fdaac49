using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Progress;

/// <summary>What an experiment says while it goes on: where it is, and what its second profile looks like against the first.</summary>
internal static class ProgressSentence
{
    public static string Of(ExperimentProgress progress) =>
        $"{(progress.Phase == Phase.Final ? "the best two once more, " : "")}block {progress.Block} of {progress.Blocks}, {progress.Profile}{(progress.Running is { } running ? ": so far " + SoFar(running, progress.Block - 1) : "")}";

    private static string SoFar(Comparison running, int blocks)
    {
        var ratio = Figures.Ratio(running.Estimate.Ratio);
        var interval = running.Estimate.Low > 0 ? $" [{Figures.Interval(running.Estimate.Low, running.Estimate.High)}]" : "";
        return ratio + interval + running switch
        {
            { Verdict: not Verdict.Inconclusive } => $", {running.Verdict.NameOf()}",
            { BlocksToDecide: { } needed } when needed > blocks + 1 => $", about {Figures.Count(needed - blocks)} more blocks would decide",
            { BlocksToDecide: { } needed } when needed > blocks => ", one more block may decide",
            _ => "",
        };
    }
}
