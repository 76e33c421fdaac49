namespace Mul.Actors.Crunching.Randomness;

/// <summary>Every random decision that a sample is made of.</summary>
/// <remarks>
/// The kernels are functions of these decisions and of nothing else. Uniformity is therefore proven in two halves:
/// the tests enumerate all decisions of small samples, and show separately that each kind of decision is fair.
/// </remarks>
internal abstract unsafe class RandomSource
{
    /// <summary>Buffers for decisions have room for a multiple of this many bytes: they are made that many at once.</summary>
    public const int BytesAtOnce = 64;

    /// <summary>Fair coins, 64 to a word, from the lowest bit up.</summary>
    public abstract void Coins(ulong* words, nint coins);

    /// <summary>For each item a byte of fair digits from 0 to 3, from the lowest bits up.</summary>
    /// <param name="levels">How many of the byte's four digits will be used at most.</param>
    public abstract void Digits(byte* digits, nint items, int levels);

    /// <summary>Integers from 0 to 2^<paramref name="bits"/> − 1.</summary>
    public abstract void Draws(uint* draws, int count, int bits);

    /// <summary>Integers below bounds that fall by one each: <paramref name="bound"/>, bound − 1, …</summary>
    /// <param name="bound">At least <paramref name="count"/>.</param>
    public abstract void Indices(uint* indices, int count, uint bound);
}
