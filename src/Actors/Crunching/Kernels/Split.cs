using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mul.Actors.Crunching.Kernels;

/// <summary>Deals items into four pieces by one random digit each, keeping their order within a piece.</summary>
/// <remarks>
/// The step of Rao's and Sandelius's shuffle: Rao, Sankhyā A 23 (1961); Sandelius, JRSS B 24 (1962). If every digit is fair
/// and independent, and each piece is then shuffled uniformly, the pieces one behind the other are a uniform shuffle of
/// the whole. Four pieces at once read the items half as often as two.
/// </remarks>
internal static unsafe partial class Split
{
    public const int Pieces = 4;

    /// <summary>Items of room between two pieces: whole vectors are stored.</summary>
    public const int Overhang = 32;

    /// <summary>The distance between two pieces of <paramref name="count"/> items, so that any of them may get all.</summary>
    public static nint Stride(nint count) => (count + (2 * Overhang) - 1) & -Overhang;

    /// <summary>The room that four pieces need.</summary>
    public static nint Room(nint count) => (Pieces * Stride(count)) + Overhang;

    /// <param name="items">16-bit or 32-bit numbers; like the digits they are read in whole vectors, so their buffers are as much longer.</param>
    /// <param name="digits">A byte for each item; the digit is its two bits from <paramref name="shift"/> up.</param>
    /// <param name="pieces">Piece d begins at d × <see cref="Stride"/>; room for all four.</param>
    /// <param name="sizes">How many items each piece got.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deal<T>(VectorWidth width, T* items, nint count, byte* digits, int shift, T* pieces, nint* sizes)
        where T : unmanaged, IBinaryInteger<T>
    {
        switch (width)
        {
            case VectorWidth.Avx512:
                Compressing(items, count, digits, shift, pieces, Stride(count), sizes);
                break;
            case VectorWidth.Avx2:
                Shuffling(items, count, digits, shift, pieces, Stride(count), sizes);
                break;
            default:
                OneByOne(items, count, digits, shift, pieces, Stride(count), sizes);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne<T>(T* items, nint count, byte* digits, int shift, T* pieces, nint stride, nint* sizes)
        where T : unmanaged
    {
        var ends = stackalloc T*[Pieces];
        for (var piece = 0; piece < Pieces; piece++)
        {
            ends[piece] = pieces + (piece * stride);
        }

        for (nint at = 0; at < count; at++)
        {
            *ends[digits[at] >> shift & 3]++ = items[at];
        }

        for (var piece = 0; piece < Pieces; piece++)
        {
            sizes[piece] = (nint)(ends[piece] - (pieces + (piece * stride)));
        }
    }

    /// <summary>Where the next item of each piece goes. Four fields are as many as the JIT keeps in registers.</summary>
    private struct Ends<T>(T* pieces, nint stride)
        where T : unmanaged
    {
        public T* Zero = pieces;
        public T* One = pieces + stride;
        public T* Two = pieces + (2 * stride);
        public T* Three = pieces + (3 * stride);

        // Inlined, since a struct that is handed on by its address is kept in memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Measure(T* pieces, nint stride, nint* sizes)
        {
            sizes[0] = (nint)(Zero - pieces);
            sizes[1] = (nint)(One - (pieces + stride));
            sizes[2] = (nint)(Two - (pieces + (2 * stride)));
            sizes[3] = (nint)(Three - (pieces + (3 * stride)));
        }
    }
}
