namespace Mul.Actors.Jobs;

/// <summary>A file that a job has left, so that somebody else can check it.</summary>
/// <param name="Path">Full, on the machine where the job was done.</param>
/// <param name="Sha256">64 hex digits in lower case.</param>
public sealed record KeptFile(string Path, string Sha256);
