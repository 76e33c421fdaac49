namespace Mul.Actors.Crunching;

/// <summary>Every random decision that a sample is made of.</summary>
/// <remarks>
/// The kernels are functions of these decisions and of nothing else. Uniformity is therefore proven in two halves:
/// the tests enumerate all decisions of small samples, and show separately that each kind of decision is fair.
/// </remarks>
internal abstract unsafe class RandomSource
{
    /// <summary>Words are made eight at a time; buffers for them have room for a multiple of this.</summary>
    public const int WordsAtOnce = 8;

    /// <summary>Fair coins, 64 to a word.</summary>
    /// <param name="words">Room for <paramref name="count"/> rounded up to <see cref="WordsAtOnce"/>.</param>
    public abstract void Coins(ulong* words, nint count);

    /// <summary>Bytes of four fair digits from 0 to 3 each, the lowest two bits first.</summary>
    /// <param name="digits">Room for <paramref name="count"/> rounded up to 8 × <see cref="WordsAtOnce"/>.</param>
    public abstract void Digits(byte* digits, nint count);

    /// <summary>Integers below bounds that fall by one each: <paramref name="bound"/>, bound − 1, …</summary>
    /// <param name="indices">Room for <paramref name="count"/> rounded up to 2 × <see cref="WordsAtOnce"/>.</param>
    /// <param name="bound">The first bound, at least <paramref name="count"/>.</param>
    public abstract void Indices(uint* indices, uint bound, int count);

    /// <summary>One integer below <paramref name="bound"/>.</summary>
    public abstract uint Below(uint bound);
}
