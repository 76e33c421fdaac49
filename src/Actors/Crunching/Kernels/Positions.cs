using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching.Kernels;

/// <summary>Lists the positions of a bitmap's ones, in ascending order, as 16-bit numbers.</summary>
internal static unsafe class Positions
{
    /// <summary>Whole vectors are stored, so the list needs this much room behind its last position.</summary>
    public const int Overhang = 32;

    /// <param name="words">At most 1,024.</param>
    /// <returns>How many ones there are.</returns>
    public static int Of(VectorWidth width, ulong* bitmap, int words, ushort* positions) => (int)((width switch
    {
        VectorWidth.Avx512 => Of512(bitmap, words, positions),
        VectorWidth.Avx2 => Of128(bitmap, words, positions),
        _ => OnePerStep(bitmap, words, positions),
    }) - positions);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ushort* Of512(ulong* bitmap, int words, ushort* end)
    {
        // A copy of the word's 64 bits in each quarter; then lane 0 to 31 get the byte that has their bit.
        var byteOfLane = Vector512.Create(
            0x0000_0000_0000_0000UL, 0x0000_0000_0000_0000UL, 0x0101_0101_0101_0101UL, 0x0101_0101_0101_0101UL,
            0x0202_0202_0202_0202UL, 0x0202_0202_0202_0202UL, 0x0303_0303_0303_0303UL, 0x0303_0303_0303_0303UL).AsByte();
        var upper = Vector512.Create((byte)4);
        var bitOfLane = Vector512.Create(0x0008_0004_0002_0001UL, 0x0080_0040_0020_0010UL, 0x0008_0004_0002_0001UL, 0x0080_0040_0020_0010UL,
            0x0008_0004_0002_0001UL, 0x0080_0040_0020_0010UL, 0x0008_0004_0002_0001UL, 0x0080_0040_0020_0010UL).AsUInt16();
        var lane = Vector512<ushort>.Indices;
        var step = Vector512.Create((ushort)32);
        for (var at = 0; at < words; at++)
        {
            var word = bitmap[at];
            var copies = Vector512.Create(word).AsByte();
            end = Append(end, lane, Avx512BW.Shuffle(copies, byteOfLane).AsUInt16() & bitOfLane, (uint)word);
            lane += step;
            end = Append(end, lane, Avx512BW.Shuffle(copies, byteOfLane + upper).AsUInt16() & bitOfLane, (uint)(word >> 32));
            lane += step;
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort* Append(ushort* end, Vector512<ushort> lanes, Vector512<ushort> bits, uint ones)
    {
        Avx512Vbmi2.Compress(Vector512<ushort>.Zero, ~Vector512.Equals(bits, Vector512<ushort>.Zero), lanes).Store(end);
        return end + BitOperations.PopCount(ones);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ushort* Of128(ulong* bitmap, int words, ushort* end)
    {
        var selections = SelectionTable.Lanes16;
        var eight = Vector128.Create((ushort)8);
        var first = Vector128<ushort>.Zero;
        for (var at = 0; at < words; at++)
        {
            var word = bitmap[at];
            for (var part = 0; part < 8; part++, word >>= 8, first += eight)
            {
                var bits = (nint)(byte)word;
                (Vector128.Load(selections + (bits * 8)) + first).Store(end);
                end += BitOperations.PopCount((uint)bits);
            }
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ushort* OnePerStep(ulong* bitmap, int words, ushort* end)
    {
        for (var at = 0; at < words; at++)
        {
            for (var word = bitmap[at]; word != 0; word &= word - 1)
            {
                *end++ = (ushort)((at * 64) + BitOperations.TrailingZeroCount(word));
            }
        }

        return end;
    }
}
