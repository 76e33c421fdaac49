using Mul.Host.Experiments.Tuning;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports.Progress;

/// <summary>How far a search is, what leads, and how long it may still take; on standard error.</summary>
internal static class TuneDisplay
{
    /// <summary>What will happen, before it does.</summary>
    /// <param name="candidates">Those that are worth measuring.</param>
    /// <param name="begun">So many of them have samples already.</param>
    public static string Beforehand(TuningBudget budget, int grid, int candidates, int begun)
    {
        var stage = TuningStage.All[0];
        var reached = Math.Min(candidates, Math.Max(begun, stage.MostToBegin(candidates, budget.Left)));
        var first = Math.Min(stage.Blocks * reached, budget.Left);
        var limit = (budget.MostTime, budget.MostSamples) switch
        {
            ({ } time, { } samples) => $"no more than {Figures.Seconds(time.TotalSeconds)} and {Figures.Counted(samples, "sample")} in all",
            ({ } time, null) => $"no more than {Figures.Seconds(time.TotalSeconds)} in all",
            (null, { } samples) => $"no more than {Figures.Counted(samples, "sample")}, about {Figures.Seconds(samples * budget.MeanSample.TotalSeconds)}",
            _ => "until one is left",
        };
        return $"{Figures.Count(candidates)} of {Figures.Count(grid)} candidates are worth measuring{(reached < candidates ? $", the budget is for {Figures.Count(reached)} of them" : "")}: {Figures.Counted(first, "sample")} to begin with, "
            + $"about {Figures.Seconds(first * budget.MeanSample.TotalSeconds)}; {limit}. Ctrl-C ends with what is known by then.";
    }

    /// <param name="names">The candidates', by their places.</param>
    public static Task<T> ShowAsync<T>(bool quiet, TuningBudget budget, IReadOnlyList<string> names, Func<IProgress<TuningProgress>, Task<T>> search) =>
        BlockProgress.ShowAsync(quiet, task => new Bar(task, budget, names), search);

    private sealed class Bar(ProgressTask task, TuningBudget budget, IReadOnlyList<string> names) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value)
        {
            var left = Math.Min(budget.Left, value.MostLeft(names.Count));
            task.MaxValue = budget.Samples + left;
            task.Value = budget.Samples;
            var leader = value.Leader is { } place ? $", {names[place]} leads" : "";
            task.Description = Markup.Escape($"stage {value.Stage} of {TuningStage.All.Count}, block {value.Block} of {value.Blocks}: {names[value.Candidate]}{leader}");
        }
    }
}
