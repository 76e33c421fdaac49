using Mul.Actors.Nodes.Coordinating;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports.Progress;

/// <summary>A bar with an estimate of the time that is left, on standard error.</summary>
internal static class RunProgress
{
    /// <summary>Shows <paramref name="work"/>'s progress while it goes on; shows nothing if <paramref name="quiet"/> or if nobody would see it.</summary>
    public static async Task<T> ShowAsync<T>(string title, bool quiet, Func<IProgress<SampleProgress>?, Task<T>> work)
    {
        if (quiet || !Terminal.IsWatched)
        {
            return await work(null);
        }

        return await Terminal.Error.Progress()
            .AutoClear(true)
            .Columns(ProgressColumns.Of(Terminal.Error.Profile.Width))
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Tables.Escape(title));
                bar.IsIndeterminate = true;
                return await work(new Bar(bar, title));
            });
    }

    private sealed class Bar(ProgressTask task, string title) : IProgress<SampleProgress>
    {
        public void Report(SampleProgress value)
        {
            task.IsIndeterminate = value.Jobs == 0;
            task.MaxValue = Math.Max(1, value.Jobs);
            task.Value = value.Answered;
            task.Description = Tables.Escape($"{title}: {Where(value)}");
        }

        private static string Where(SampleProgress value) =>
            value.Jobs == 0 ? "warming up"
            : value.Answered == value.Jobs ? $"{Figures.Counted(value.Jobs, "job")} done, now their figures"
            : $"{value.Answered} of {value.Jobs} jobs, {value.Told - value.Answered} in the pools{Nodes(value.Nodes)}";

        private static string Nodes(NodeCensus? nodes) => nodes is null
            ? ""
            : $", {nodes.Held} of them on {nodes.Here} nodes{(nodes.Redispatched > 0 ? $", {nodes.Redispatched} handed out again" : "")}{(nodes.Died > 0 ? $", {nodes.Died} nodes died" : "")}";
    }
}
