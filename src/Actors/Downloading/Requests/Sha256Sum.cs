using System.Buffers.Binary;
using System.Globalization;

namespace Mul.Actors.Downloading.Requests;

/// <summary>A SHA-256 as a value, so that a job can carry one without an array.</summary>
internal readonly record struct Sha256Sum(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of a sum.</summary>
    public const int Length = 32;

    /// <summary>The sum's first 8 bytes, the digest of a download.</summary>
    public ulong Digest => A;

    /// <param name="bytes">At least <see cref="Length"/> of them; the rest is not looked at.</param>
    public static Sha256Sum Of(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <returns>Null unless <paramref name="hex"/> is 64 hex digits of either case.</returns>
    public static Sha256Sum? Parse(ReadOnlySpan<char> hex) =>
        hex.Length == 2 * Length
        && Word(hex, 0) is { } a && Word(hex, 16) is { } b && Word(hex, 32) is { } c && Word(hex, 48) is { } d
            ? new Sha256Sum(a, b, c, d)
            : null;

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    /// <summary>64 hex digits in lower case.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    private static ulong? Word(ReadOnlySpan<char> hex, int at) =>
        ulong.TryParse(hex.Slice(at, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word) ? word : null;
}
