using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mul.Actors.Crunching.Randomness;

/// <summary>Chooses each of a chunk's positions independently with one probability, as a bitmap.</summary>
/// <remarks>
/// With the probability 0.b₁b₂…bₘ in binary, coin m to coin 1 are folded into the bit as bᵢ ? bit | coin : bit &amp; coin;
/// each step halves the distance, (bᵢ + p) ÷ 2, so the result is exact, and 64 positions take m words.
/// </remarks>
internal static unsafe class BernoulliChunk
{
    /// <summary>Positions of a chunk: as many as 16 bits can tell apart.</summary>
    public const int Positions = 1 << 16;

    /// <summary>The probability of 1.</summary>
    public const int Certain = 1 << 16;

    /// <param name="bitmap">Room for <paramref name="positions"/> bits, rounded up to eight words.</param>
    /// <param name="coins">As large, for intermediate words.</param>
    /// <param name="probability">In units of 2⁻¹⁶, from 1 to <see cref="Certain"/>.</param>
    public static void Choose(RandomSource random, ulong* bitmap, ulong* coins, int positions, int probability)
    {
        var words = (positions + 63) / 64;
        if (probability == Certain)
        {
            new Span<ulong>(bitmap, words).Fill(ulong.MaxValue);
        }
        else
        {
            var lowest = BitOperations.TrailingZeroCount(probability);
            random.Coins(bitmap, positions);
            for (var bit = lowest + 1; bit < 16; bit++)
            {
                random.Coins(coins, positions);
                Fold(bitmap, coins, words, (probability >> bit & 1) == 1);
            }
        }

        if (positions % 64 != 0)
        {
            bitmap[words - 1] &= (1UL << positions) - 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fold(ulong* bitmap, ulong* coins, int words, bool either)
    {
        // Whole vectors: both buffers are rounded up.
        for (var at = 0; at < words; at += Vector<ulong>.Count)
        {
            var (chosen, coin) = (Vector.Load(bitmap + at), Vector.Load(coins + at));
            (either ? chosen | coin : chosen & coin).Store(bitmap + at);
        }
    }
}
