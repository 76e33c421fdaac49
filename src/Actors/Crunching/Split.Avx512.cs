using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching;

/// <content>With compress instructions, 32 or 16 items at once.</content>
internal static unsafe partial class Split
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow512(ushort* items, nint count, byte* digits, int shift, ushort* pieces, nint stride, nint* sizes)
    {
        var end0 = pieces;
        var end1 = pieces + stride;
        var end2 = pieces + (2 * stride);
        var end3 = pieces + (3 * stride);
        var digit = Vector512.Create((ushort)(3 << shift));
        var (one, two) = (Vector512.Create((ushort)(1 << shift)), Vector512.Create((ushort)(2 << shift)));
        nint at = 0;
        for (; at <= count - 32; at += 32)
        {
            var item = Vector512.Load(items + at);
            var drawn = Avx512BW.ConvertToVector512UInt16(Vector256.Load(digits + at)) & digit;
            end0 += Append(end0, item, Vector512.Equals(drawn, Vector512<ushort>.Zero));
            end1 += Append(end1, item, Vector512.Equals(drawn, one));
            end2 += Append(end2, item, Vector512.Equals(drawn, two));
            end3 += Append(end3, item, Vector512.Equals(drawn, digit));
        }

        if (at < count)
        {
            var item = Vector512.Load(items + at);
            var beyond = Vector512.GreaterThanOrEqual(Vector512<ushort>.Indices, Vector512.Create((ushort)(count - at)));
            var drawn = (Avx512BW.ConvertToVector512UInt16(Vector256.Load(digits + at)) & digit) | beyond;
            end0 += Append(end0, item, Vector512.Equals(drawn, Vector512<ushort>.Zero));
            end1 += Append(end1, item, Vector512.Equals(drawn, one));
            end2 += Append(end2, item, Vector512.Equals(drawn, two));
            end3 += Append(end3, item, Vector512.Equals(drawn, digit));
        }

        sizes[0] = (nint)(end0 - pieces);
        sizes[1] = (nint)(end1 - (pieces + stride));
        sizes[2] = (nint)(end2 - (pieces + (2 * stride)));
        sizes[3] = (nint)(end3 - (pieces + (3 * stride)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide512(uint* items, nint count, byte* digits, int shift, uint* pieces, nint stride, nint* sizes)
    {
        var end0 = pieces;
        var end1 = pieces + stride;
        var end2 = pieces + (2 * stride);
        var end3 = pieces + (3 * stride);
        var digit = Vector512.Create(3u << shift);
        var (one, two) = (Vector512.Create(1u << shift), Vector512.Create(2u << shift));
        nint at = 0;
        for (; at <= count - 16; at += 16)
        {
            var item = Vector512.Load(items + at);
            var drawn = Avx512F.ConvertToVector512UInt32(Vector128.Load(digits + at)) & digit;
            end0 += Append(end0, item, Vector512.Equals(drawn, Vector512<uint>.Zero));
            end1 += Append(end1, item, Vector512.Equals(drawn, one));
            end2 += Append(end2, item, Vector512.Equals(drawn, two));
            end3 += Append(end3, item, Vector512.Equals(drawn, digit));
        }

        if (at < count)
        {
            var item = Vector512.Load(items + at);
            var beyond = Vector512.GreaterThanOrEqual(Vector512<uint>.Indices, Vector512.Create((uint)(count - at)));
            var drawn = (Avx512F.ConvertToVector512UInt32(Vector128.Load(digits + at)) & digit) | beyond;
            end0 += Append(end0, item, Vector512.Equals(drawn, Vector512<uint>.Zero));
            end1 += Append(end1, item, Vector512.Equals(drawn, one));
            end2 += Append(end2, item, Vector512.Equals(drawn, two));
            end3 += Append(end3, item, Vector512.Equals(drawn, digit));
        }

        sizes[0] = (nint)(end0 - pieces);
        sizes[1] = (nint)(end1 - (pieces + stride));
        sizes[2] = (nint)(end2 - (pieces + (2 * stride)));
        sizes[3] = (nint)(end3 - (pieces + (3 * stride)));
    }

    // Compressing in a register and storing all of it is far faster than compressing into memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(ushort* end, Vector512<ushort> items, Vector512<ushort> chosen)
    {
        Avx512Vbmi2.Compress(Vector512<ushort>.Zero, chosen, items).Store(end);
        return BitOperations.PopCount(chosen.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(uint* end, Vector512<uint> items, Vector512<uint> chosen)
    {
        Avx512F.Compress(Vector512<uint>.Zero, chosen, items).Store(end);
        return BitOperations.PopCount(chosen.ExtractMostSignificantBits());
    }
}
