using System.Runtime.InteropServices;

namespace Mul.Host.Processes;

/// <summary>The signals by which a terminal, or whoever ends a group of processes, has a process end; while this lives they are told to it instead.</summary>
internal sealed class EndSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int ExitCode)[] All =
        [(PosixSignal.SIGHUP, 129), (PosixSignal.SIGINT, 130), (PosixSignal.SIGQUIT, 131), (PosixSignal.SIGTERM, 143)];

    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="onSignal">Called with what the process would end with: 128 + the signal.</param>
    public EndSignals(Action<int> onSignal) => _registrations = Array.ConvertAll(All, one => PosixSignalRegistration.Create(one.Signal, context =>
    {
        context.Cancel = true;
        onSignal(one.ExitCode);
    }));

    /// <summary>Whether a process that ended so was ended by one of them.</summary>
    public static bool EndsWith(int exitCode) => Array.Exists(All, one => one.ExitCode == exitCode);

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());
}
