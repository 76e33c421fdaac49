using Mul.Host.Processes;

namespace Mul.Host.Experiments.Samples;

/// <summary>The measured process of a single run, which starts before it has a task and may still be ending when its result is shown.</summary>
internal static class SampleProcesses
{
    private static ChildProcess? _waiting;
    private static ChildProcess? _ending;

    /// <summary>Starts one ahead: its runtime starts while this process still finds out what the task is.</summary>
    public static void StartAhead() => _waiting = ChildProcess.Start(Sample.Verb, Sample.AheadOption);

    /// <summary>The one that was started ahead, or a new one.</summary>
    public static ChildProcess Take() => Interlocked.Exchange(ref _waiting, null) ?? ChildProcess.Start(Sample.Verb);

    /// <summary>One that has said all that it had to say, and is left to end by itself.</summary>
    public static void Leave(ChildProcess child) => _ending = child;

    /// <summary>Waits for the one that was left, and ends the one that nobody had a task for.</summary>
    public static async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _waiting, null) is { } unused)
        {
            // Not killed: a runtime leaves its files for debuggers behind then.
            await unused.DisposeAsync();
        }

        if (Interlocked.Exchange(ref _ending, null) is { } left)
        {
            await left.DisposeAsync();
        }
    }
}
