namespace Mul.Actors.Jobs;

/// <summary>How a piece of work ended, before its routee stamps it and replies.</summary>
/// <remarks>Expected failures are values; an exception means that the routee crashes and its supervisor decides.</remarks>
public readonly record struct JobResult
{
    // Of a reason: it travels, is kept for each of a thousand jobs, and is read by a person.
    private const int MostLetters = 500;

    private JobResult(ulong digest, long bytes, string? failure, bool cancelled, KeptFile? file = null)
    {
        File = file;
        Digest = digest;
        Bytes = bytes;
        Failure = failure;
        IsCancelled = cancelled;
    }

    /// <summary>The work gave up because the run is stopping.</summary>
    public static JobResult Cancelled { get; } = new(0, 0, null, true);

    public ulong Digest { get; }

    public long Bytes { get; }

    /// <summary>Null unless a file was kept.</summary>
    public KeptFile? File { get; }

    /// <summary>Why the work failed, in one line; null if it did not.</summary>
    public string? Failure { get; }

    public bool IsCancelled { get; }

    /// <param name="digest">What the work computed, reduced to 64 bits; equal under every profile for one seed.</param>
    /// <param name="bytes">Bytes transferred. Default: 0.</param>
    /// <param name="file">Where the result is kept. Default: nowhere.</param>
    public static JobResult Completed(ulong digest, long bytes = 0, KeptFile? file = null) => new(digest, bytes, null, false, file);

    /// <param name="reason">For a person, without credentials; several lines become one, and of more than 500 letters the middle is left out.</param>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    public static JobResult Failed(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(0, 0, Shortened(reason.ReplaceLineEndings(" ")), false);
    }

    /// <summary>The work threw.</summary>
    public static JobResult Failed(Exception error)
    {
        var cause = RootCause.Of(error);
        return Failed($"{cause.GetType().Name}: {cause.Message}");
    }

    internal JobProtocol.Outcome OutcomeOf(int job, JobTimeline timeline) => this switch
    {
        { IsCancelled: true } => new JobProtocol.Cancelled(job, timeline),
        { Failure: { } reason } => new JobProtocol.Failed(job, timeline, reason),
        { Bytes: 0, File: null } => new JobProtocol.Completed(job, timeline, Digest),
        _ => new JobProtocol.Transferred(job, timeline, Digest, Bytes, File),
    };

    // The beginning says what it is about, and the end often why.
    private static string Shortened(string reason)
    {
        if (reason.Length <= MostLetters)
        {
            return reason;
        }

        var (begin, end) = (MostLetters / 2, reason.Length - (MostLetters / 2) + 1);
        // Not through the middle of a letter of two halves.
        begin -= char.IsHighSurrogate(reason[begin - 1]) ? 1 : 0;
        end += char.IsLowSurrogate(reason[end]) ? 1 : 0;
        return $"{reason[..begin]}…{reason[end..]}";
    }
}
