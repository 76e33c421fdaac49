using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Mul.Actors.Downloading.Requests;

/// <summary>What a download puts up with, and for how long.</summary>
internal sealed record TransferSettings
{
    /// <summary>For name, connection and TLS together. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From request to the last of the headers. Default: 30 s.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a single byte of the body. Default: 30 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries after the first. Default: 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Before the first retry, doubling after each, with jitter. Default: 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>No wait is longer unless the server asks for it. Default: 10 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long without progress a job is not tried again, and no wait that a server asks for may go beyond it. Default: 60 s.</summary>
    public TimeSpan RetryBudget { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Default: 10.</summary>
    public int MaxRedirects { get; init; } = 10;

    /// <summary>Bytes of a file. Default: 10 GB.</summary>
    public long MaxSize { get; init; } = 10_000_000_000;

    /// <summary>Whether a redirect may lead to a private, loopback or link-local address. Default: false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Whether a body that ends with its connection, of unknown length and SHA-256, counts as complete. Default: false.</summary>
    public bool AllowUnverified { get; init; }

    /// <summary>Default: <see cref="ExistingFile.Fail"/>.</summary>
    public ExistingFile IfExists { get; init; }

    /// <summary>Addresses of a name; null = ask the system. For tests, which cannot rebind real names.</summary>
    public Func<string, IPAddress[]>? Resolve { get; init; }

    /// <summary>Roots to trust in place of the system's; null = the system's. For tests, which have no certificates of public authorities.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }
}

/// <summary>What becomes of a file that has the name of a download already.</summary>
internal enum ExistingFile
{
    /// <summary>It stays, and the job fails.</summary>
    Fail,

    /// <summary>It stays, and the job is completed if it has the right bytes.</summary>
    Skip,

    /// <summary>The download takes its place in one step.</summary>
    Replace,

    /// <summary>It stays, and the download gets a number.</summary>
    Number,
}
