using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>How far an experiment is, how long it will still take, and what it says so far; on standard error.</summary>
internal static class ExperimentDisplay
{
    public static async Task ShowAsync(bool quiet, Func<IProgress<ExperimentProgress>, Task> work)
    {
        if (quiet || !Terminal.IsWatched)
        {
            await work(new Silence());
            return;
        }

        await Terminal.Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask("the first block"))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<ExperimentProgress>
    {
        private bool _told;

        public void Report(ExperimentProgress value)
        {
            var samples = value.Blocks * value.PerBlock;
            var done = ((value.Block - 1) * value.PerBlock) + value.Place;
            task.MaxValue = samples;
            task.Value = done;
            task.Description = Markup.Escape($"block {value.Block} of {value.Blocks}, {value.Profile}{Running(value)}");
            if (!_told && value.MeanSampleSeconds is { } seconds)
            {
                _told = true;
                Terminal.Say($"{samples} samples, about {Figures.Seconds(seconds * samples)} in all; Ctrl-C ends with the blocks that are complete.");
            }
        }

        private static string Running(ExperimentProgress value) => value.Running is { } running
            ? $": so far {Figures.Ratio(running.Ratio)}{(running.Low > 0 ? $" [{Figures.Ratio(running.Low)} … {Figures.Ratio(running.High)}]" : "")}"
            : "";
    }

    private sealed class Silence : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value)
        {
        }
    }
}
