using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>What can be set about downloads, and what is made of it.</summary>
internal static class DownloadOptions
{
    public const string Urls = "urls";

    /// <summary>What becomes of a file that is there already: <see cref="Fail"/>, <see cref="Skip"/>, replace or number.</summary>
    public const string IfExists = "if-exists";

    public const string Fail = "fail";
    public const string Skip = "skip";

    private const string Latency = "latency";
    private const string Jitter = "jitter";
    private const string Size = "size";
    private const string Bandwidth = "bandwidth";
    private const string ErrorRate = "error-rate";
    private const string MaxSize = "max-size";
    private const string ConnectTimeout = "connect-timeout";
    private const string HeadersTimeout = "headers-timeout";
    private const string IdleTimeout = "idle-timeout";
    private const string Retries = "retries";
    private const string RetryBudget = "retry-budget";
    private const string AllowPrivate = "allow-private";
    private const string AllowUnverified = "allow-unverified";

    public static IReadOnlyList<WorkloadOption> All { get; } =
    [
        new(WorkloadOption.Jobs, OptionUnit.Count, "100", "Downloads; with --urls the file's lines decide."),
        new(Latency, OptionUnit.Duration, "120ms", "Of the origin, from request to first byte."),
        new(Size, OptionUnit.Size, "40KB", "Of each of the origin's files."),
        new(Jitter, OptionUnit.Duration, "0", "Up to this much more latency, another for each file."),
        new(Bandwidth, OptionUnit.Size, "0", "Of the origin, per second and download; 0 = as fast as it goes."),
        new(ErrorRate, OptionUnit.Fraction, "0", "The part of the origin's files that answer 503, also when asked again."),
        new(Urls, OptionUnit.Path, "", "A file of URLs to download instead, one per line, a sha256 beside each if it is known."),
        new(WorkloadOption.Output, OptionUnit.Path, "", "Where the files are kept; without it they are written, checked and removed."),
        new(IfExists, OptionUnit.Text, Fail, "What becomes of a file that is there already: fail, skip (if it has the same bytes), replace or number."),
        new(MaxSize, OptionUnit.Size, "10GB", "A file larger than this is cut and fails."),
        new(ConnectTimeout, OptionUnit.Duration, "10s", "For name, connection and TLS together; where routees block, the system decides how long it looks for a name."),
        new(HeadersTimeout, OptionUnit.Duration, "30s", "From request to the last of the headers."),
        new(IdleTimeout, OptionUnit.Duration, "30s", "Without a single byte of a body."),
        new(Retries, OptionUnit.Count, "4", "Tries after the first, each later than the one before."),
        new(RetryBudget, OptionUnit.Duration, "60s", "After this long without progress a download is not tried again."),
        new(AllowPrivate, OptionUnit.Flag, "false", "Follow redirects to private, loopback and link-local addresses."),
        new(AllowUnverified, OptionUnit.Flag, "false", "Take a body as complete though its length is unknown and no sha256 is given."),
    ];

    /// <exception cref="UserException">A value is none of those it may be.</exception>
    public static TransferSettings SettingsOf(OptionValues options) => new()
    {
        ConnectTimeout = Positive(options, ConnectTimeout),
        HeadersTimeout = Positive(options, HeadersTimeout),
        IdleTimeout = Positive(options, IdleTimeout),
        Retries = options.Count(Retries),
        RetryBudget = options.Duration(RetryBudget),
        MaxSize = options.Size(MaxSize),
        AllowPrivate = options.Flag(AllowPrivate),
        AllowUnverified = options.Flag(AllowUnverified),
        IfExists = options.Text(IfExists) switch
        {
            Fail => ExistingFile.Fail,
            Skip => ExistingFile.Skip,
            "replace" => ExistingFile.Replace,
            "number" => ExistingFile.Number,
            var other => throw new UserException($"--{IfExists} {other}: expected fail, skip, replace or number."),
        },
    };

    /// <exception cref="UserException">The files would be larger than downloads may be.</exception>
    public static OriginSettings OriginOf(OptionValues options, ulong seed) => new()
    {
        Latency = options.Duration(Latency),
        Jitter = options.Duration(Jitter),
        Size = options.Size(Size) is var size && size <= options.Size(MaxSize)
            ? size
            : throw new UserException($"--{Size} {options.Text(Size)}: is over --{MaxSize} {options.Text(MaxSize)}, so that every download would fail. Raise that, or take smaller files."),
        Bandwidth = options.Size(Bandwidth),
        ErrorRate = options.Fraction(ErrorRate),
        Seed = seed,
    };

    private static TimeSpan Positive(OptionValues options, string name) => options.Duration(name) is var duration && duration > TimeSpan.Zero
        ? duration
        : throw new UserException($"--{name} {options.Text(name)}: expected more than nothing, as 10s.");
}
