using System.Numerics;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>Takes every random decision in every possible way, one way after another, and knows how likely each is.</summary>
/// <param name="levels">Digits that are enumerated in each byte; the rest is 0.</param>
internal unsafe class EveryDecision(int levels) : RandomSource
{
    // A multiple of every product of bounds up to 6 and coins that these tests come to.
    private static readonly BigInteger Whole = BigInteger.Pow(2, 200) * BigInteger.Pow(15, 40);

    private readonly List<(int Choice, int Options)> _path = [];
    private int _at;
    private bool _dealt;

    /// <summary>How likely the decisions taken are, in units that are the same for all ways.</summary>
    public BigInteger Weight
    {
        get
        {
            var weight = BigInteger.DivRem(Whole, _path.Aggregate(BigInteger.One, (product, step) => product * step.Options), out var rest);
            Assert.Equal(BigInteger.Zero, rest);
            return weight;
        }
    }

    /// <summary>Goes on to the next way.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Advance()
    {
        while (_path.Count > 0 && _path[^1].Choice + 1 == _path[^1].Options)
        {
            _path.RemoveAt(_path.Count - 1);
        }

        if (_path.Count == 0)
        {
            return false;
        }

        _path[^1] = (_path[^1].Choice + 1, _path[^1].Options);
        Repeat();
        return true;
    }

    /// <summary>Takes the same decisions again.</summary>
    public void Repeat() => (_at, _dealt) = (0, false);

    public override void Coins(ulong* words, nint coins)
    {
        new Span<ulong>(words, (int)((coins + 63) / 64)).Clear();
        for (var coin = 0; coin < coins; coin++)
        {
            words[coin / 64] |= (ulong)Choose(2) << (coin % 64);
        }
    }

    /// <exception cref="DeeperThanEnumerated">Pieces are dealt again, which could go on for ever.</exception>
    public override void Digits(byte* digits, nint items, int levelsUsed)
    {
        if (_dealt)
        {
            throw new DeeperThanEnumerated();
        }

        _dealt = true;
        for (var item = 0; item < items; item++)
        {
            digits[item] = (byte)Choose(1 << (2 * Math.Min(levels, levelsUsed)));
        }
    }

    public override void Draws(uint* draws, int count, int bits)
    {
        for (var at = 0; at < count; at++)
        {
            draws[at] = (uint)Choose(1 << bits);
        }
    }

    public override void Indices(uint* indices, int count, uint bound)
    {
        for (var at = 0; at < count; at++)
        {
            indices[at] = (uint)Choose((int)bound - at);
        }
    }

    protected int Choose(int options)
    {
        if (_at == _path.Count)
        {
            _path.Add((0, options));
        }

        return _path[_at++].Choice;
    }
}

/// <summary>This way is left out. Whether a piece is dealt again depends on counts alone, so the others must still be equally likely.</summary>
internal sealed class DeeperThanEnumerated : Exception;
