using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Transfers;

/// <summary>How one try of a download ended.</summary>
/// <param name="Sum">Of the file, if it is complete.</param>
/// <param name="Bytes">Of the file, if it is complete.</param>
/// <param name="Path">Of the file, if it was kept.</param>
/// <param name="Failure">Why it is not complete; null if it is.</param>
/// <param name="Wait">Until another try; null if none is worth it, or affordable.</param>
internal readonly record struct Ending(Sha256Sum Sum, long Bytes, string? Path, string? Failure, TimeSpan? Wait)
{
    public bool AsksForAnother => Wait is not null;

    public static Ending Complete(Sha256Sum sum, long bytes, string? path) => new(sum, bytes, path, null, null);

    public static Ending Failed(string reason, TimeSpan? wait = null) => new(default, 0, null, reason, wait);
}
