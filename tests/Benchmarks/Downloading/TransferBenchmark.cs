using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;
using Mul.Actors.Tests.Downloading;

namespace Mul.Benchmarks.Downloading;

/// <summary>What one file of 40 KB from nginx on loopback costs, hashing and the file included; 16 at a time.</summary>
/// <remarks>The server shares the machine, and its cores with it.</remarks>
[MemoryDiagnoser]
public class TransferBenchmark : IDisposable
{
    private const int Files = 2000;
    private const int AtATime = 16;
    private Nginx? _nginx;
    private Depot? _depot;
    private Download[] _jobs = [];

    [Params(true, false)]
    public bool Blocking { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        _nginx = await Nginx.StartAsync() ?? throw new InvalidOperationException("nginx is not installed");
        var bytes = RandomNumberGenerator.GetBytes(40_000);
        await File.WriteAllBytesAsync(Path.Combine(_nginx.Files, "file.bin"), bytes);
        var source = _nginx.Url("file.bin");
        var sum = Sha256Sum.Of(SHA256.HashData(bytes));
        _jobs = [.. Enumerable.Range(0, Files).Select(job => new Download(job, source, FileNames.For(job, source), sum))];
        _depot = new Depot(new TransferSettings(), FileStore.Open(null, ExistingFile.Fail), Blocking, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _depot?.Dispose();
        _nginx?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Files)]
    public async Task DownloadAsync()
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Blocking
            ? Task.Factory.StartNew(() => FetchBlocking(ref next), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : Task.Run(FetchAsync)));

        async Task FetchAsync()
        {
            using var transfer = new Transfer(_depot!);
            while (Interlocked.Increment(ref next) is var job && job < Files)
            {
                Check((await transfer.RunAsync(_jobs[job])).Failure);
            }
        }
    }

    private void FetchBlocking(ref int next)
    {
        using var transfer = new Transfer(_depot!);
        while (Interlocked.Increment(ref next) is var job && job < Files)
        {
            Check(transfer.Run(_jobs[job]).Failure);
        }
    }

    private static void Check(string? failure)
    {
        if (failure is not null)
        {
            throw new InvalidOperationException(failure);
        }
    }
}
