using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>How far an experiment is, how long it will still take, and what it says so far; on standard error.</summary>
internal static class ExperimentDisplay
{
    public static Task ShowAsync(bool quiet, Func<IProgress<ExperimentProgress>, Task> work) =>
        BlockProgress.ShowAsync<ExperimentProgress, bool>(quiet, task => new Bar(task), async progress =>
        {
            await work(progress);
            return true;
        });

    private sealed class Bar(ProgressTask task) : IProgress<ExperimentProgress>
    {
        private bool _announced;
        private bool _told;

        public void Report(ExperimentProgress value)
        {
            var samples = value.Blocks * value.PerBlock;
            task.MaxValue = samples;
            task.Value = ((value.Block - 1) * value.PerBlock) + value.Place;
            task.Description = Markup.Escape(ProgressSentence.Of(value));
            if (!_announced)
            {
                _announced = true;
                Terminal.Say($"{samples} samples in {value.Blocks} blocks; the first block shows how long they take.");
            }

            if (!_told && value.MeanSampleSeconds is { } seconds)
            {
                _told = true;
                Terminal.Say($"about {Figures.Seconds(seconds * samples)} in all; Ctrl-C ends with the blocks that are complete.");
            }
        }
    }
}
