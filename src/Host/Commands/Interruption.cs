using System.Runtime.InteropServices;

namespace Mul.Host.Commands;

/// <summary>SIGINT, SIGTERM, SIGHUP and SIGQUIT: the first asks for an end with what is known so far, a second ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Signals =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _exitCode;

    public Interruption() => _registrations =
        Array.ConvertAll(Signals, signal => PosixSignalRegistration.Create(signal.Signal, context => Interrupt(context, 128 + signal.Number)));

    public CancellationToken Token => _cancellation.Token;

    /// <summary>128 + the signal, or null if there was none.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _cancellation.Dispose();
    }

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
