using Mul.Actors.Jobs;
using Mul.Host.Statistics;

namespace Mul.Host.Processes;

/// <summary>What the command ends with; part of its contract with scripts.</summary>
/// <remarks>Beside these: 128 + the signal, when it is interrupted (<see cref="EndSignals"/>).</remarks>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>A job failed for good, a sample is invalid or was ended early, or <c>tune</c> found nothing.</summary>
    public const int JobFailed = 1;

    /// <summary>Wrong arguments, a file not found, a resource or output folder refused.</summary>
    public const int Usage = UserException.Usage;

    public const int BrokenProfile = UserException.BrokenProfile;

    /// <summary>Too few nodes to begin or to go on.</summary>
    public const int TooFewNodes = 4;

    public const int Internal = UserException.Internal;

    public static int Of(Gate gate) => gate switch
    {
        Gate.Passed => Fine,
        Gate.Slower => 10,
        Gate.Undecided => 11,
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
    };

    /// <summary>Ends this process, for commands in whose process actors of a profile have been.</summary>
    /// <remarks>Not by returning: threads of a profile's own may still be busy, and may be foreground threads.</remarks>
    public static int EndWith(int exitCode)
    {
        Environment.Exit(exitCode);
        return exitCode;
    }
}
