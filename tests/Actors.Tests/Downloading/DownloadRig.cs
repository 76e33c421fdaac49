using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Http;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Downloading;

/// <summary>A transfer with a folder of its own, which checks after every download what must hold after each.</summary>
internal sealed partial class DownloadRig : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Depot _depot;
    private readonly bool _ownsFolder;

    /// <param name="blocking">Which of the two downloaders.</param>
    /// <param name="change">What differs from the defaults of a spec: retries after 1 ms, and timeouts that a loaded machine keeps.</param>
    public DownloadRig(bool blocking, Func<TransferSettings, TransferSettings>? change = null, string? folder = null)
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("mul-specs-").FullName;
        var patience = TimeSpan.FromSeconds(60);
        var settings = new TransferSettings
        {
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(5),
            ConnectTimeout = patience,
            HeadersTimeout = patience,
            IdleTimeout = patience,
        };
        settings = change?.Invoke(settings) ?? settings;
        _depot = new Depot(settings, FileStore.Open(Folder, settings.IfExists), blocking, _stopping.Token);
    }

    public string Folder { get; }

    public Depot Depot => _depot;

    public static Sha256Sum SumOf(string body) => Sha256Sum.Of(SHA256.HashData(Encoding.Latin1.GetBytes(body)));

    public static Download Job(Uri source, Sha256Sum? sum = null, int id = 0) => new(id, source, FileNames.For(id, source), sum);

    public Task<JobResult> DownloadAsync(Uri source, Sha256Sum? sum = null) => DownloadAsync(Job(source, sum));

    public async Task<JobResult> DownloadAsync(Download job)
    {
        var before = Kept(job.FileName);
        using var transfer = new Transfer(_depot);
        // A thread of its own, so that a blocking transfer that waits for the thread pool would be alone to blame.
        var result = await (_depot.Blocking
            ? Task.Factory.StartNew(() => transfer.Run(job), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : transfer.RunAsync(job)).WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(Directory.GetFiles(Folder, "*.part"));
        var after = Kept(job.FileName);
        if (result.Failure is not null || result.IsCancelled)
        {
            Assert.Equal(before, after);
        }
        else
        {
            Assert.NotNull(after);
        }

        return result;
    }

    /// <summary>What lies under a name in the folder, a character per byte; null = nothing.</summary>
    public string? Kept(string name) => Path.Combine(Folder, name) is var path && File.Exists(path) ? File.ReadAllText(path, Encoding.Latin1) : null;

    public string? Kept(Uri source) => Kept(FileNames.For(0, source));

    /// <summary>Opens so many connections to the server of <paramref name="source"/>, and has them kept as if each had served.</summary>
    public async Task KeepConnectionsAsync(Uri source, int count)
    {
        var connections = new List<Connection>();
        for (var made = 0; made < count; made++)
        {
            connections.Add(await _depot.Connections.TakeAsync(Server.Of(source)!.Value, publicOnly: false, fresh: true));
        }

        connections.ForEach(_depot.Connections.Return);
    }

    public void Stop() => _stopping.Cancel();

    /// <summary>What was kept, and that the reply tells the same.</summary>
    public void AssertKept(string body, JobResult result, Uri source)
    {
        Assert.Null(result.Failure);
        Assert.Equal(body, Kept(source));
        Assert.Equal(body.Length, result.Bytes);
        Assert.Equal(SumOf(body).Digest, result.Digest);
    }

    /// <summary>That the download failed for this reason, after this many tries, and kept nothing.</summary>
    public static void AssertFailed(JobResult result, string reason, int tries = 1)
    {
        Assert.Contains(reason, result.Failure);
        var told = Tries().Match(result.Failure!);
        Assert.Equal(tries, told.Success ? int.Parse(told.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 1);
    }

    public void Dispose()
    {
        _depot.Dispose();
        _stopping.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\((\d+) tries in ")]
    private static partial Regex Tries();
}
