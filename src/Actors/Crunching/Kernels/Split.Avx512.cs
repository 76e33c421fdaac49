using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching.Kernels;

/// <content>With compress instructions: 32 narrow or 16 wide items at once.</content>
internal static unsafe partial class Split
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compressing<T>(T* items, nint count, byte* digits, int shift, T* pieces, nint stride, nint* sizes)
        where T : unmanaged, IBinaryInteger<T>
    {
        var ends = new Ends<T>(pieces, stride);
        var mask = Vector512.Create(T.CreateTruncating(3 << shift));
        var (one, two) = (Vector512.Create(T.CreateTruncating(1 << shift)), Vector512.Create(T.CreateTruncating(2 << shift)));
        nint at = 0;
        for (; at <= count - Vector512<T>.Count; at += Vector512<T>.Count)
        {
            AppendEach(ref ends, Vector512.Load(items + at), Digits<T>(digits + at) & mask, one, two, mask);
        }

        if (at < count)
        {
            // A digit that none of the four is keeps what lies beyond the last item out of every piece.
            var beyond = Vector512.GreaterThanOrEqual(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(count - at)));
            AppendEach(ref ends, Vector512.Load(items + at), (Digits<T>(digits + at) & mask) | beyond, one, two, mask);
        }

        ends.Measure(pieces, stride, sizes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendEach<T>(ref Ends<T> ends, Vector512<T> items, Vector512<T> digits, Vector512<T> one, Vector512<T> two, Vector512<T> three)
        where T : unmanaged
    {
        ends.Zero += Append(ends.Zero, items, Vector512.Equals(digits, Vector512<T>.Zero));
        ends.One += Append(ends.One, items, Vector512.Equals(digits, one));
        ends.Two += Append(ends.Two, items, Vector512.Equals(digits, two));
        ends.Three += Append(ends.Three, items, Vector512.Equals(digits, three));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Digits<T>(byte* digits)
        where T : unmanaged => typeof(T) == typeof(ushort)
            ? Avx512BW.ConvertToVector512UInt16(Vector256.Load(digits)).As<ushort, T>()
            : Avx512F.ConvertToVector512UInt32(Vector128.Load(digits)).As<uint, T>();

    // Compressing in a register and storing all of it is far faster than compressing into memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append<T>(T* end, Vector512<T> items, Vector512<T> chosen)
        where T : unmanaged
    {
        var compressed = typeof(T) == typeof(ushort)
            ? Avx512Vbmi2.Compress(Vector512<ushort>.Zero, chosen.AsUInt16(), items.AsUInt16()).As<ushort, T>()
            : Avx512F.Compress(Vector512<uint>.Zero, chosen.AsUInt32(), items.AsUInt32()).As<uint, T>();
        compressed.Store(end);
        return BitOperations.PopCount(chosen.ExtractMostSignificantBits());
    }
}
