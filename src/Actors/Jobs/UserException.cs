namespace Mul.Actors.Jobs;

/// <summary>A mistake of the user's: shown as its one line, without a stack trace.</summary>
/// <param name="message">Place, what is wrong, remedy; one line.</param>
/// <param name="exitCode">What the command ends with. Default: 2, usage.</param>
public sealed class UserException(string message, int exitCode = UserException.Usage) : Exception(message)
{
    /// <summary>Wrong arguments, a file not found, a resource or output folder refused.</summary>
    public const int Usage = 2;

    /// <summary>The profile is broken.</summary>
    public const int BrokenProfile = 3;

    /// <summary>No mistake of the user's but Mul's own, which is said in one line all the same.</summary>
    internal const int Internal = 5;

    public int ExitCode { get; } = exitCode;
}
