using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching.Kernels;

/// <content>With shuffles from a table: eight items at once, narrow or wide.</content>
internal static unsafe partial class Split
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shuffling<T>(T* items, nint count, byte* digits, int shift, T* pieces, nint stride, nint* sizes)
        where T : unmanaged
    {
        var table = typeof(T) == typeof(ushort) ? (byte*)SelectionTable.Shuffles : SelectionTable.Lanes8;
        var ends = new Ends<T>(pieces, stride);
        var mask = Vector128.Create((byte)(3 << shift));
        var (one, two) = (Vector128.Create((byte)(1 << shift)), Vector128.Create((byte)(2 << shift)));
        for (nint at = 0; at < count; at += 8)
        {
            var item = LoadEight(items + at);
            var digit = Vector128.CreateScalarUnsafe(*(ulong*)(digits + at)).AsByte() & mask;
            var valid = count - at >= 8 ? 0xFFu : (1u << (int)(count - at)) - 1;
            ends.Zero += Append(ends.Zero, item, Vector128.Equals(digit, Vector128<byte>.Zero).ExtractMostSignificantBits() & valid, table);
            ends.One += Append(ends.One, item, Vector128.Equals(digit, one).ExtractMostSignificantBits() & valid, table);
            ends.Two += Append(ends.Two, item, Vector128.Equals(digit, two).ExtractMostSignificantBits() & valid, table);
            ends.Three += Append(ends.Three, item, Vector128.Equals(digit, mask).ExtractMostSignificantBits() & valid, table);
        }

        ends.Measure(pieces, stride, sizes);
    }

    // Narrow ones fill the lower half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> LoadEight<T>(T* items)
        where T : unmanaged => typeof(T) == typeof(ushort) ? Vector128.Load(items).ToVector256Unsafe() : Vector256.Load(items);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append<T>(T* end, Vector256<T> items, uint chosen, byte* table)
        where T : unmanaged
    {
        if (typeof(T) == typeof(ushort))
        {
            Ssse3.Shuffle(items.GetLower().AsByte(), Vector128.Load(table + (chosen * 16))).As<byte, T>().Store(end);
        }
        else
        {
            Avx2.PermuteVar8x32(items.AsUInt32(), Avx2.ConvertToVector256Int32(table + (chosen * 8)).AsUInt32()).As<uint, T>().Store(end);
        }

        return BitOperations.PopCount(chosen);
    }
}
