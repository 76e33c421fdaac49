namespace Mul.Actors.Downloading;

/// <summary>How one try of a download ended.</summary>
/// <param name="Sum">Of the file, if it is complete.</param>
/// <param name="Bytes">Of the file, if it is complete.</param>
/// <param name="Failure">Why it is not; null if it is.</param>
/// <param name="AsksForAnother">Whether another try is worth it and affordable.</param>
/// <param name="Path">Of the file, if it was kept.</param>
/// <param name="Wait">Until then; null if there is no other.</param>
internal readonly record struct Ending(Sha256Sum Sum, long Bytes, string? Failure, bool AsksForAnother, TimeSpan? Wait, string? Path = null);
