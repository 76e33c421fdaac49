using Mul.Host.Reports.Writing;
using Spectre.Console;

namespace Mul.Host.Reports.Progress;

/// <summary>A bar over samples in blocks, with what is under way and an estimate of the time that is left; on standard error.</summary>
internal static class BlockProgress
{
    /// <summary>Shows <paramref name="work"/>'s progress while it goes on; shows nothing if <paramref name="quiet"/> or if nobody would see it.</summary>
    /// <param name="barOf">What moves the bar.</param>
    public static async Task<T> ShowAsync<TProgress, T>(bool quiet, Func<ProgressTask, IProgress<TProgress>> barOf, Func<IProgress<TProgress>, Task<T>> work)
    {
        if (quiet || !Terminal.IsWatched)
        {
            return await work(new Silence<TProgress>());
        }

        return await Terminal.Error.Progress()
            .AutoClear(true)
            .Columns(ProgressColumns.Of(Terminal.Error.Profile.Width))
            .StartAsync(context => work(barOf(context.AddTask("the first block"))));
    }

    private sealed class Silence<TProgress> : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
        }
    }
}
