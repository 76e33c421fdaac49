using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>The files of an origin server: what lies under a path is a function of path, seed and size alone.</summary>
/// <remarks>
/// A file is a window into one stream of pseudo-random bytes that is repeated without end, so serving it copies and
/// computes nothing. Windows start at one of <see cref="Variants"/> places, so its SHA-256 is computed once and
/// looked up afterwards; all hashing together is bounded by about 256 MB, or 16 files.
/// </remarks>
internal sealed class OriginContent
{
    // A prime near 1 MiB: a resume at an offset that is wrong by any power of two shows.
    private const int Period = 1_048_573;
    private readonly byte[] _stream = new byte[Period + 8];
    private readonly ConcurrentDictionary<int, Sha256Sum> _sums = new();
    private readonly ulong _seed;

    /// <param name="seed">Another seed, other files.</param>
    /// <param name="size">Bytes of each file.</param>
    public OriginContent(ulong seed, long size)
    {
        _seed = seed;
        Size = size;
        Variants = (int)Math.Clamp(256_000_000 / Math.Max(size, 1), 16, 4096);
        for (var at = 0; at < Period; at += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_stream.AsSpan(at), Mix.Of(seed, (ulong)at));
        }
    }

    /// <summary>Bytes of each file.</summary>
    public long Size { get; }

    /// <summary>How many different files there are.</summary>
    public int Variants { get; }

    /// <summary>A number that path and seed determine and nothing else does: what chance would decide is taken from it.</summary>
    /// <param name="path">As it stands in a request line, without its query.</param>
    public ulong Key(ReadOnlySpan<char> path)
    {
        // FNV-1a, 64 bits.
        var hash = 0xCBF29CE484222325UL;
        foreach (var character in path)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return Mix.Of(hash, _seed);
    }

    /// <summary>The SHA-256 of the file of <paramref name="key"/>.</summary>
    public Sha256Sum Sum(ulong key) => _sums.GetOrAdd(Variant(key), static (_, arguments) => arguments.content.Compute(arguments.key), (content: this, key));

    /// <summary>Computes the sums of all files of <paramref name="keys"/> beforehand.</summary>
    public void ComputeSums(IEnumerable<ulong> keys)
    {
        foreach (var key in keys)
        {
            if (_sums.Count == Variants)
            {
                return;
            }

            Sum(key);
        }
    }

    /// <summary>As many bytes of a file as lie in one piece, at least one.</summary>
    /// <param name="key">The file's <see cref="Key"/>.</param>
    /// <param name="offset">Where in the file they start.</param>
    /// <param name="count">How many are wanted at most.</param>
    public ReadOnlySpan<byte> Piece(ulong key, long offset, long count)
    {
        var start = (int)((Variant(key) * (long)(Period / Variants) + offset) % Period);
        return _stream.AsSpan(start, (int)Math.Min(count, Period - start));
    }

    private int Variant(ulong key) => (int)(key % (ulong)Variants);

    private Sha256Sum Compute(ulong key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var offset = 0L; offset < Size;)
        {
            var piece = Piece(key, offset, Size - offset);
            hash.AppendData(piece);
            offset += piece.Length;
        }

        Span<byte> sum = stackalloc byte[Sha256Sum.Length];
        hash.GetHashAndReset(sum);
        return Sha256Sum.Of(sum);
    }
}
