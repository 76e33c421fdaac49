using System.Globalization;
using System.Security.Cryptography;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Http;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Transfers;

/// <summary>What has come of one file so far: its part on disk, the hash of that, and what a later try may go on from.</summary>
internal sealed class Arrival(TransferSettings settings, FileStore files) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Download _job = null!;
    private int _attempt;
    private PartFile? _part;
    private long? _total;
    private Uri? _source;

    /// <summary>The entity that came, if a later try may ask for the rest of it; null if it must begin anew.</summary>
    public string? ETag { get; private set; }

    /// <summary>Bytes that have come.</summary>
    public long Length => _part?.Length ?? 0;

    /// <summary>Bytes that a later try may go on from.</summary>
    public long Resumable => ETag is null ? 0 : Length;

    /// <summary>Where a request to <paramref name="source"/> may start: 0 = from the first byte.</summary>
    /// <remarks>RFC 9110, section 8.8.3: what has the same tag elsewhere, on a mirror say, may be another file.</remarks>
    public long ResumesAt(Uri source) => ETag is not null && source == _source ? Length : 0;

    /// <summary>Turns to another file; nothing of the one before is left.</summary>
    public void Begin(Download job)
    {
        Discard();
        _job = job;
        _attempt = 0;
    }

    /// <summary>What comes is the file from its first byte, whatever was asked for.</summary>
    /// <param name="source">Who sends it, redirects included.</param>
    /// <param name="total">Its length; null if the server does not say.</param>
    /// <exception cref="DownloadException">It is longer than allowed.</exception>
    public void Restart(Uri source, string? etag, long? total)
    {
        Discard();
        _part = files.Create(_job, ++_attempt);
        _source = source;
        ETag = etag;
        Expect(total);
    }

    /// <summary>What comes is the rest of the file.</summary>
    /// <returns>How many bytes that is.</returns>
    /// <exception cref="DownloadException">It was not asked for, is another file's, not the rest, or of a file longer than allowed.</exception>
    public long Continue(Uri source, ResponseHead head)
    {
        if (ResumesAt(source) == 0)
        {
            throw DownloadException.Protocol("206 though no range was asked for");
        }

        if (head.StrongETag is { } etag && etag != ETag)
        {
            Discard();
            throw DownloadException.Transient("the file changed while it was fetched");
        }

        if (!ByteRange.TryParse(head.ContentRange, out var range)
            || range.From != Length
            || (range.Total ?? _total) is not { } total
            || (_total is not null && _total != total)
            || range.To != total - 1
            || (head.ContentLength is { } length && !head.Chunked && length != total - range.From))
        {
            Discard();
            throw DownloadException.Protocol("a Content-Range other than was asked for");
        }

        Expect(total);
        return total - range.From;
    }

    /// <summary>Whether a 416 says that all of it is here already.</summary>
    public bool IsAll(Uri source, ResponseHead head) =>
        ResumesAt(source) > 0
        && (head.StrongETag is null || head.StrongETag == ETag)
        && head.ContentRange == string.Create(CultureInfo.InvariantCulture, $"bytes */{Length}");

    /// <exception cref="DownloadException">The file is longer than allowed, or the file system refuses.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_part!.Length + bytes.Length > settings.MaxSize)
        {
            throw TooLarge();
        }

        _hash.AppendData(bytes);
        _part.Write(bytes);
    }

    /// <summary>All of it is here: it is checked, and gets its name.</summary>
    /// <returns>Its path; null where nothing is kept.</returns>
    /// <exception cref="DownloadException">It has another length than announced, is not the file that was wanted, or its name is taken.</exception>
    public (Sha256Sum Sum, long Length, string? Path) Keep()
    {
        if (_total is { } total && Length != total)
        {
            throw DownloadException.Protocol("a body of another length than Content-Range says");
        }

        Span<byte> bytes = stackalloc byte[Sha256Sum.Length];
        _hash.GetHashAndReset(bytes);
        // The hash is gone now, so what fails below begins anew.
        ETag = null;
        var sum = Sha256Sum.Of(bytes);
        if (_job.Sum is { } wanted && wanted != sum)
        {
            throw new DownloadException(new Fault(FaultKind.Corrupt, $"sha256 is {sum}, not {wanted}"));
        }

        var path = files.Keep(_part!, _job, sum);
        return (sum, Length, path);
    }

    /// <summary>Nothing has come.</summary>
    public void Discard()
    {
        if (_part is not null)
        {
            _part.Dispose();
            _part = null;
            Span<byte> nobodys = stackalloc byte[Sha256Sum.Length];
            _hash.GetHashAndReset(nobodys);
        }

        ETag = null;
        _source = null;
        _total = null;
    }

    public void Dispose()
    {
        Discard();
        _hash.Dispose();
    }

    private void Expect(long? total)
    {
        if (total > settings.MaxSize)
        {
            throw TooLarge();
        }

        _total = total;
    }

    private DownloadException TooLarge() =>
        DownloadException.Permanent(string.Create(CultureInfo.InvariantCulture, $"larger than --max-size {settings.MaxSize}"));
}
