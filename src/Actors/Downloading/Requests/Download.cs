using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Downloading.Requests;

/// <summary>Fetch one file, check it, and keep it under its name.</summary>
/// <param name="Id">The job's place in its run's list, from 0.</param>
/// <param name="Source">An absolute http or https URL.</param>
/// <param name="FileName">Where it is kept in the output folder: <see cref="Files.FileNames.For"/>.</param>
/// <param name="Sum">What its bytes must amount to; null if that is not known.</param>
/// <param name="Keep">False for a warm-up, which leaves nothing behind. Default: true.</param>
internal sealed record Download(int Id, Uri Source, string FileName, Sha256Sum? Sum = null, bool Keep = true) : Job(Id)
{
    // Akka.NET prints messages, as in dead letters; a URL may hold credentials.
    public override string ToString() => $"Download {Id} of {Hop.Label(Source)}";
}
