using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;

namespace Mul.Actors.Tests.Downloading.Transfers;

public sealed class ArrivalSpecs : IDisposable
{
    private static readonly Uri Source = new("http://h/file.bin");
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-specs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_could_not_be_kept_is_fetched_from_its_first_byte_again()
    {
        var job = DownloadRig.Job(Source);
        // What cannot be read cannot be compared.
        Directory.CreateDirectory(Path.Combine(_folder, job.FileName));
        using var files = FileStore.Open(_folder, ExistingFile.Skip);
        using var arrival = new Arrival(new TransferSettings(), files);
        arrival.Begin(job);
        arrival.Restart(Source, "\"one\"", total: null);
        arrival.Append("hello"u8);
        Assert.Equal(5, arrival.ResumesAt(Source));

        Assert.Throws<DownloadException>(() => arrival.Keep());

        Assert.Equal(0, arrival.ResumesAt(Source));
    }
}
