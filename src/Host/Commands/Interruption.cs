using System.Diagnostics;
using Mul.Host.Processes;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Commands;

/// <summary>Signals to end: the first asks for an end with what is known so far, a second ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    // timeout(1) signals a process and then its group, so one signal arrives twice; nobody presses Ctrl-C so fast.
    private static readonly TimeSpan SameSignal = TimeSpan.FromSeconds(0.5);

    // More than the second in which a node leaves, less than the two within which a signal ends a command.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.75);

    // Neither is ever disposed of: a signal's thread may be on its way to it when the command ends.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ManualResetEventSlim _isUnderWay = new();
    private readonly EndSignals _signals;
    private long _begun;
    private volatile int _exitCode;

    private Interruption() => _signals = new EndSignals(Interrupt);

    /// <summary>Does <paramref name="work"/> with a token that signals cancel.</summary>
    /// <returns>The work's exit code, or 128 + the signal.</returns>
    public static async Task<int> GuardAsync(Func<CancellationToken, Task<int>> work)
    {
        using var interruption = new Interruption();
        try
        {
            var exitCode = await interruption.SetOut(work);
            return interruption._exitCode == 0 ? exitCode : interruption._exitCode;
        }
        catch (OperationCanceledException) when (interruption._exitCode != 0)
        {
            Terminal.Complain("stopped before anything was known.");
            return interruption._exitCode;
        }
    }

    public void Dispose() => _signals.Dispose();

    private Task<int> SetOut(Func<CancellationToken, Task<int>> work)
    {
        try
        {
            return work(_cancellation.Token);
        }
        finally
        {
            _isUnderWay.Set();
        }
    }

    private void Interrupt(int exitCode)
    {
        var now = Stopwatch.GetTimestamp();
        if (Interlocked.CompareExchange(ref _begun, now, 0) is var begun and not 0)
        {
            if (Stopwatch.GetElapsedTime(begun, now) > SameSignal)
            {
                Environment.Exit(exitCode);
            }

            return;
        }

        _exitCode = exitCode;
        _cancellation.Cancel();

        // Until work first awaits something it reads what it is to do, which may load code of a plug-in's that knows of no token.
        // A node only waits all the time, and then has a second to leave.
        if (!_isUnderWay.Wait(Grace))
        {
            Environment.Exit(exitCode);
        }
    }
}
