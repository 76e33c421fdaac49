using Mul.Actors.Jobs;
using Mul.Host.Measurement;
using Mul.Host.Processes;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Samples;

/// <summary>One run in a fresh process, seen from outside.</summary>
internal static class Sample
{
    /// <summary>The hidden verb under which this command measures.</summary>
    public const string Verb = "sample";

    /// <summary>The option of one that starts before it has a task.</summary>
    public const string AheadOption = "--ahead";

    /// <summary>A run told to end has 1 s of grace of its own; past this it is killed, and what it last said is all that is known.</summary>
    public static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(1.7);

    /// <summary>Runs <paramref name="task"/> in a child process.</summary>
    /// <param name="timeout">A run that takes longer is ended, with what is known so far.</param>
    /// <param name="progress">Told ten times a second.</param>
    /// <param name="cancellation">Ends the run early; the record then holds what is known so far.</param>
    /// <param name="page">Told once a second, with a snapshot. Default: nobody.</param>
    /// <param name="isOnly">Whether nothing else is measured after it, so that the child need not have ended on return. Default: false.</param>
    /// <exception cref="UserException">The child refused the task.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, and the child had nothing to say in time.</exception>
    /// <exception cref="SampleFailedException">The child ended without a result.</exception>
    public static async Task<RunRecord> RunAsync(
        SampleTask task, TimeSpan timeout, IProgress<SampleProgress>? progress, CancellationToken cancellation, IProgress<SampleProgress>? page = null, bool isOnly = false)
    {
        task = task with { Audience = new Audience(Bar: progress is not null, Page: page is not null, Meter: RunMeter.IsListenedTo) };
        var child = SampleProcesses.Take();
        await using var ending = new Departure(child);
        await child.SendAsync(task.ToJson());
        using var deadline = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(timeout);
        await using var cancel = end.Token.Register(() =>
        {
            deadline.CancelAfter(CancelPatience);
            _ = child.SendAsync(SampleTask.CancelLine);
        });

        using var meter = new RunMeter(task.Source.ProfileName);
        var isMetered = task.Audience.Meter;
        while (await NextLineAsync() is { } line)
        {
            switch (SampleLine.Parse(line))
            {
                case { Progress: { } news }:
                    if (news is { Jobs: > 0, Snapshot: { } snapshot })
                    {
                        meter.See(snapshot);
                    }

                    if (!isMetered && RunMeter.IsListenedTo)
                    {
                        isMetered = true;
                        await child.SendAsync(SampleTask.MeterLine);
                    }

                    progress?.Report(news);
                    page?.Report(news);
                    break;
                case { Record: { } record }:
                    ending.IsLeft = isOnly;
                    return record;
                case { Refusal: { } refusal }:
                    // Who interrupts a run may have ended its nodes as well, and is not told that they are missing.
                    cancellation.ThrowIfCancellationRequested();
                    throw new UserException(refusal.Message, refusal.ExitCode);
            }
        }

        var (exitCode, reason) = await child.WaitForExitAsync(cancellation);
        throw SampleFailedException.Ended(exitCode, reason);

        async Task<string?> NextLineAsync()
        {
            try
            {
                return await child.ReadLineAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                // Disposing of it would give it time that it has had already.
                child.Kill();
                cancellation.ThrowIfCancellationRequested();
                throw SampleFailedException.Hung(timeout);
            }
        }
    }

    /// <summary>Why a run was ended that nobody interrupted; null if it was not ended.</summary>
    public static string? Overtime(RunRecord record, TimeSpan timeout) => record.Interrupted
        ? $"it took longer than the {Figures.Seconds(timeout.TotalSeconds)} of --sample-timeout. Allow more, or ask for fewer jobs."
        : null;

    /// <summary>A child's end: waited for at the end of its sample, or left for later.</summary>
    private sealed class Departure(ChildProcess child) : IAsyncDisposable
    {
        public bool IsLeft { get; set; }

        public ValueTask DisposeAsync()
        {
            if (!IsLeft)
            {
                return child.DisposeAsync();
            }

            SampleProcesses.Leave(child);
            return default;
        }
    }
}

/// <summary>A measured child process ended without a result.</summary>
internal sealed class SampleFailedException(string message) : Exception(message)
{
    /// <param name="reason">What it wrote to standard error about it; may be empty.</param>
    public static SampleFailedException Ended(int exitCode, string reason) =>
        new($"the measured process ended with exit code {exitCode} and without a result{(reason.Length > 0 ? ": " + reason : ".")}");

    public static SampleFailedException Hung(TimeSpan timeout) =>
        new($"the sample hung: it had no result after {Figures.Seconds(timeout.TotalSeconds)} and did not answer when it was told to end.");
}
