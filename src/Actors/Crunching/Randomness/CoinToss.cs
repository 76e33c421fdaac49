using System.Numerics;

namespace Mul.Actors.Crunching.Randomness;

/// <summary>How many of so many fair coins show heads.</summary>
/// <remarks>Binomial numbers without a logarithm: the coins are tossed, 64 at once. Ten million take less than a tenth of a millisecond.</remarks>
internal static unsafe class CoinToss
{
    private const int Words = 512;

    /// <summary>Bytes that <see cref="Heads"/> needs.</summary>
    public const int Bytes = Words * sizeof(ulong);

    /// <param name="words">Room for <see cref="Bytes"/>.</param>
    public static nint Heads(RandomSource random, nint coins, ulong* words)
    {
        nint heads = 0;
        while (coins > 0)
        {
            var tossed = Math.Min(Words * 64, coins);
            var count = (tossed + 63) / 64;
            random.Coins(words, tossed);
            if (tossed % 64 != 0)
            {
                words[count - 1] &= (1UL << (int)tossed) - 1;
            }

            for (var at = 0; at < count; at++)
            {
                heads += BitOperations.PopCount(words[at]);
            }

            coins -= tossed;
        }

        return heads;
    }
}
