using Mul.Actors.Jobs;

namespace Mul.Host.Commands;

/// <summary>What the command ends with; part of its contract with scripts.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>A job failed for good, or a sample is invalid.</summary>
    public const int JobFailed = 1;

    /// <summary>Wrong arguments, a file not found, a resource or output folder refused.</summary>
    public const int Usage = UserException.Usage;

    public const int BrokenProfile = UserException.BrokenProfile;

    /// <summary>Too few nodes to go on.</summary>
    public const int TooFewNodes = Nodes.TooFewNodes.ExitCode;

    public const int Internal = UserException.Internal;

    /// <summary>A gate: the candidate is slower.</summary>
    public const int Slower = 10;

    /// <summary>A gate: undecided.</summary>
    public const int Undecided = 11;

    /// <summary>Ends this process, for commands in whose process actors of a profile have been.</summary>
    /// <remarks>Not by returning: threads of a profile's own may still be busy, and may be foreground threads.</remarks>
    public static int EndWith(int exitCode)
    {
        Environment.Exit(exitCode);
        return exitCode;
    }
}
