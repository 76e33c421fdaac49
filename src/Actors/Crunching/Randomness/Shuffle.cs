using System.Runtime.CompilerServices;

namespace Mul.Actors.Crunching.Randomness;

/// <summary>Shuffles items in place, every order equally likely.</summary>
/// <remarks>
/// Fisher and Yates in Durstenfeld's form, CACM 7 (1964), algorithm 235. All indices of a batch are drawn before the first
/// swap, so that they can be drawn by vector units and the swaps overlap; drawing more than one index a word as
/// Brackett-Rozinsky and Lemire do, Batched ranged random integer generation, SPE 55 (2025), saves words, and words are
/// not what it waits for.
/// </remarks>
internal static unsafe class Shuffle
{
    /// <summary>Indices drawn at once.</summary>
    public const int Batch = 512;

    /// <param name="indices">Room for <see cref="Batch"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InPlace(RandomSource random, uint* items, nint count, uint* indices)
    {
        while (count > 1)
        {
            var batch = (int)Math.Min(Batch, count - 1);
            random.Indices(indices, batch, (uint)count);
            Swap(items, items + count - 1, indices, batch);
            count -= batch;
        }
    }

    /// <summary>Swaps the last item with the one at the first index, the last but one with the one at the second, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Swap(uint* items, uint* last, uint* indices, int count)
    {
        var end = indices + count;
        for (; indices <= end - 4; indices += 4, last -= 4)
        {
            Swap(items + indices[0], last);
            Swap(items + indices[1], last - 1);
            Swap(items + indices[2], last - 2);
            Swap(items + indices[3], last - 3);
        }

        for (; indices < end; indices++, last--)
        {
            Swap(items + *indices, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap(uint* one, uint* other) => (*one, *other) = (*other, *one);
}
