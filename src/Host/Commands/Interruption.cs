using System.Runtime.InteropServices;
using Mul.Host.Reports;

namespace Mul.Host.Commands;

/// <summary>SIGINT, SIGTERM, SIGHUP and SIGQUIT: the first asks for an end with what is known so far, a second ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Signals =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    // Never disposed of: a signal's thread may be on its way to it when the command ends.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _exitCode;

    private Interruption() => _registrations =
        Array.ConvertAll(Signals, signal => PosixSignalRegistration.Create(signal.Signal, context => Interrupt(context, 128 + signal.Number)));

    /// <summary>Does <paramref name="work"/> with a token that signals cancel.</summary>
    /// <returns>The work's exit code, or 128 + the signal.</returns>
    public static async Task<int> GuardAsync(Func<CancellationToken, Task<int>> work)
    {
        using var interruption = new Interruption();
        try
        {
            var exitCode = await work(interruption._cancellation.Token);
            return interruption._exitCode == 0 ? exitCode : interruption._exitCode;
        }
        catch (OperationCanceledException) when (interruption._exitCode != 0)
        {
            Terminal.Complain("stopped before anything was known.");
            return interruption._exitCode;
        }
    }

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void Interrupt(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
        {
            Environment.Exit(exitCode);
        }

        _cancellation.Cancel();
    }
}
