using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching;

/// <content>With shuffles from a table, eight items at once.</content>
internal static unsafe partial class Split
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow128(ushort* items, nint count, byte* digits, int shift, ushort* pieces, nint stride, nint* sizes)
    {
        var shuffles = SelectionTable.Shuffles;
        var end0 = pieces;
        var end1 = pieces + stride;
        var end2 = pieces + (2 * stride);
        var end3 = pieces + (3 * stride);
        var digit = Vector128.Create((byte)(3 << shift));
        var (one, two) = (Vector128.Create((byte)(1 << shift)), Vector128.Create((byte)(2 << shift)));
        for (nint at = 0; at < count; at += 8)
        {
            var item = Vector128.Load(items + at);
            var drawn = Vector128.CreateScalarUnsafe(*(ulong*)(digits + at)).AsByte() & digit;
            var valid = count - at >= 8 ? 0xFFu : (1u << (int)(count - at)) - 1;
            end0 += Append(end0, item, Vector128.Equals(drawn, Vector128<byte>.Zero).ExtractMostSignificantBits() & valid, shuffles);
            end1 += Append(end1, item, Vector128.Equals(drawn, one).ExtractMostSignificantBits() & valid, shuffles);
            end2 += Append(end2, item, Vector128.Equals(drawn, two).ExtractMostSignificantBits() & valid, shuffles);
            end3 += Append(end3, item, Vector128.Equals(drawn, digit).ExtractMostSignificantBits() & valid, shuffles);
        }

        sizes[0] = (nint)(end0 - pieces);
        sizes[1] = (nint)(end1 - (pieces + stride));
        sizes[2] = (nint)(end2 - (pieces + (2 * stride)));
        sizes[3] = (nint)(end3 - (pieces + (3 * stride)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide256(uint* items, nint count, byte* digits, int shift, uint* pieces, nint stride, nint* sizes)
    {
        var lanes = SelectionTable.Lanes8;
        var end0 = pieces;
        var end1 = pieces + stride;
        var end2 = pieces + (2 * stride);
        var end3 = pieces + (3 * stride);
        var digit = Vector128.Create((byte)(3 << shift));
        var (one, two) = (Vector128.Create((byte)(1 << shift)), Vector128.Create((byte)(2 << shift)));
        for (nint at = 0; at < count; at += 8)
        {
            var item = Vector256.Load(items + at);
            var drawn = Vector128.CreateScalarUnsafe(*(ulong*)(digits + at)).AsByte() & digit;
            var valid = count - at >= 8 ? 0xFFu : (1u << (int)(count - at)) - 1;
            end0 += Append(end0, item, Vector128.Equals(drawn, Vector128<byte>.Zero).ExtractMostSignificantBits() & valid, lanes);
            end1 += Append(end1, item, Vector128.Equals(drawn, one).ExtractMostSignificantBits() & valid, lanes);
            end2 += Append(end2, item, Vector128.Equals(drawn, two).ExtractMostSignificantBits() & valid, lanes);
            end3 += Append(end3, item, Vector128.Equals(drawn, digit).ExtractMostSignificantBits() & valid, lanes);
        }

        sizes[0] = (nint)(end0 - pieces);
        sizes[1] = (nint)(end1 - (pieces + stride));
        sizes[2] = (nint)(end2 - (pieces + (2 * stride)));
        sizes[3] = (nint)(end3 - (pieces + (3 * stride)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(ushort* end, Vector128<ushort> items, uint chosen, ushort* shuffles)
    {
        Ssse3.Shuffle(items.AsByte(), Vector128.Load(shuffles + (chosen * 8)).AsByte()).AsUInt16().Store(end);
        return BitOperations.PopCount(chosen);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(uint* end, Vector256<uint> items, uint chosen, byte* lanes)
    {
        var order = Avx2.ConvertToVector256Int32(lanes + (chosen * 8)).AsUInt32();
        Avx2.PermuteVar8x32(items, order).Store(end);
        return BitOperations.PopCount(chosen);
    }
}
