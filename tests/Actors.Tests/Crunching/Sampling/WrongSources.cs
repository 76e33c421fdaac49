using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>Fair decisions, except for the one that a subclass makes wrong.</summary>
internal abstract unsafe class WrongSource(ulong seed) : RandomSource
{
    protected RandomStream Fair { get; } = new(VectorWidth.Portable, seed);

    public override void Coins(ulong* words, nint coins) => Fair.Coins(words, coins);

    public override void Digits(byte* digits, nint items, int levels) => Fair.Digits(digits, items, levels);

    public override void Draws(uint* draws, int count, int bits) => Fair.Draws(draws, count, bits);

    public override void Indices(uint* indices, int count, uint bound) => Fair.Indices(indices, count, bound);
}

/// <summary>A word modulo the bound; the words are short, so that it shows.</summary>
internal sealed unsafe class ModuloBias(ulong seed) : WrongSource(seed)
{
    public override void Indices(uint* indices, int count, uint bound)
    {
        Fair.Draws(indices, count, bits: 4);
        for (var at = 0; at < count; at++)
        {
            indices[at] %= bound - (uint)at;
        }
    }
}

/// <summary>The high part of word × bound without drawing again; the words are short, so that it shows.</summary>
internal sealed unsafe class NeverDrawnAgain(ulong seed) : WrongSource(seed)
{
    public override void Indices(uint* indices, int count, uint bound)
    {
        Fair.Draws(indices, count, bits: 4);
        for (var at = 0; at < count; at++)
        {
            indices[at] = indices[at] * (bound - (uint)at) >> 4;
        }
    }
}

/// <summary>Sattolo's algorithm, which makes cycles only: every item leaves its place.</summary>
internal sealed unsafe class Sattolo(ulong seed) : WrongSource(seed)
{
    public override void Indices(uint* indices, int count, uint bound) => Fair.Indices(indices, count, bound - 1);
}

/// <summary>Never the first place, off by one.</summary>
internal sealed unsafe class NeverTheFirst(ulong seed) : WrongSource(seed)
{
    public override void Indices(uint* indices, int count, uint bound)
    {
        Fair.Indices(indices, count, bound - 1);
        for (var at = 0; at < count; at++)
        {
            indices[at]++;
        }
    }
}

/// <summary>Every item is swapped with any other, not only with those that are still to be placed.</summary>
internal sealed unsafe class SwappedWithAny(ulong seed) : WrongSource(seed)
{
    public override void Indices(uint* indices, int count, uint bound)
    {
        var one = stackalloc uint[BytesAtOnce];
        for (var at = 0; at < count; at++)
        {
            Fair.Indices(one, 1, bound);
            indices[at] = *one;
        }
    }
}

/// <summary>Items stay in the order in which they were dealt.</summary>
internal sealed unsafe class NotShuffled(ulong seed) : WrongSource(seed)
{
    public override void Indices(uint* indices, int count, uint bound)
    {
        for (var at = 0; at < count; at++)
        {
            indices[at] = bound - (uint)at - 1;
        }
    }
}

/// <summary>The stream of the shuffle begins anew in every bucket.</summary>
internal sealed unsafe class OneShuffleForAllBuckets(ulong seed) : WrongSource(seed)
{
    private readonly ulong _seed = seed;

    public override void Indices(uint* indices, int count, uint bound) =>
        new RandomStream(VectorWidth.Portable, _seed ^ 0x5555).Indices(indices, count, bound);
}

/// <summary>The first bucket gets the first items, and so on: the order of buckets is that of numbers.</summary>
internal sealed unsafe class BucketsInOrder(ulong seed) : WrongSource(seed)
{
    public override void Digits(byte* digits, nint items, int levels)
    {
        for (nint item = 0; item < items; item++)
        {
            digits[item] = (byte)(0b01010101 * (4 * item / items));
        }
    }
}

/// <summary>The first digits are made of the bits that chose the numbers.</summary>
internal sealed unsafe class DigitsOfUsedCoins(ulong seed) : WrongSource(seed)
{
    private RandomStream? _used = new(VectorWidth.Portable, seed);

    public override void Digits(byte* digits, nint items, int levels)
    {
        (_used ?? Fair).Digits(digits, items, levels);
        _used = null;
    }
}

/// <summary>Coins of the higher numbers show heads more often.</summary>
internal sealed unsafe class UnfairCoins(ulong seed) : WrongSource(seed)
{
    public override void Coins(ulong* words, nint coins)
    {
        var more = stackalloc ulong[BytesAtOnce / sizeof(ulong)];
        Fair.Coins(words, coins);
        Fair.Coins(more, 64);
        words[(coins - 1) / 64] |= *more & (ulong.MaxValue << (int)((coins + 1) / 2 % 64));
    }
}

/// <summary>The second half of the coins repeats the first.</summary>
internal sealed unsafe class RepeatedCoins(ulong seed) : WrongSource(seed)
{
    public override void Coins(ulong* words, nint coins)
    {
        Fair.Coins(words, coins);
        var half = (int)(coins / 2 % 64);
        var low = *words & ((1UL << half) - 1);
        *words = low | (low << half);
    }
}
