using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching.Randomness;

/// <summary>Random words from a seed: eight xoshiro256++ generators side by side, the same words at every vector width.</summary>
/// <remarks>
/// Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021). The eight have
/// 2²⁰⁴⁸ states together and are seeded by SplitMix64, as its authors advise; that two of them overlap within a sample has
/// a probability below 2⁻²⁰⁰.
/// </remarks>
internal sealed unsafe class RandomStream : RandomSource
{
    private const int Lanes = BytesAtOnce / sizeof(ulong);
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    // The four registers of xoshiro256++, each for all lanes.
    private readonly ulong[] _state = new ulong[4 * Lanes];
    private readonly VectorWidth _width;
    private readonly BoundedIntegers _bounded;

    // A generator of single words for what is seldom needed, so that redrawing one integer shifts no other.
    private ulong _single;

    public RandomStream(VectorWidth width, ulong seed)
    {
        _width = width;
        _bounded = new BoundedIntegers(width, NextSingle);
        Restart(seed);
    }

    public void Restart(ulong seed)
    {
        for (var word = 0; word < _state.Length; word++)
        {
            _state[word] = Mix.Of(seed += GoldenRatio);
        }

        _single = Mix.Of(seed + GoldenRatio);
    }

    public override void Coins(ulong* words, nint coins) => Fill(words, (coins + 63) / 64);

    public override void Digits(byte* digits, nint items, int levels) => Fill((ulong*)digits, (items + 7) / 8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Draws(uint* draws, int count, int bits)
    {
        Fill((ulong*)draws, (count + 1) / 2);
        for (var at = 0; at < count; at++)
        {
            draws[at] = (uint)((ulong)draws[at] >> (32 - bits));
        }
    }

    public override void Indices(uint* indices, int count, uint bound)
    {
        Fill((ulong*)indices, (count + 1) / 2);
        _bounded.Reduce(indices, count, bound);
    }

    // SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
    private uint NextSingle() => (uint)(Mix.Of(_single += GoldenRatio) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ulong* words, nint count)
    {
        fixed (ulong* state = _state)
        {
            switch (_width)
            {
                case VectorWidth.Avx512:
                    Fill512(state, words, words + count);
                    break;
                case VectorWidth.Avx2:
                    Fill256(state, words, words + count);
                    Fill256(state + 4, words + 4, words + count + 4);
                    break;
                default:
                    for (var lane = 0; lane < Lanes; lane++)
                    {
                        FillLane(state + lane, words + lane, words + count + lane);
                    }

                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill512(ulong* state, ulong* words, ulong* end)
    {
        var (s0, s1) = (Vector512.Load(state), Vector512.Load(state + Lanes));
        var (s2, s3) = (Vector512.Load(state + (2 * Lanes)), Vector512.Load(state + (3 * Lanes)));
        for (; words < end; words += Lanes)
        {
            (Avx512F.RotateLeft(s0 + s3, 23) + s0).Store(words);
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = Avx512F.RotateLeft(s3, 45);
        }

        s0.Store(state);
        s1.Store(state + Lanes);
        s2.Store(state + (2 * Lanes));
        s3.Store(state + (3 * Lanes));
    }

    // Four of the eight lanes; the words of the other four lie between.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill256(ulong* state, ulong* words, ulong* end)
    {
        var (s0, s1) = (Vector256.Load(state), Vector256.Load(state + Lanes));
        var (s2, s3) = (Vector256.Load(state + (2 * Lanes)), Vector256.Load(state + (3 * Lanes)));
        for (; words < end; words += Lanes)
        {
            var sum = s0 + s3;
            (((sum << 23) | (sum >>> 41)) + s0).Store(words);
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = (s3 << 45) | (s3 >>> 19);
        }

        s0.Store(state);
        s1.Store(state + Lanes);
        s2.Store(state + (2 * Lanes));
        s3.Store(state + (3 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillLane(ulong* state, ulong* words, ulong* end)
    {
        var (s0, s1, s2, s3) = (state[0], state[Lanes], state[2 * Lanes], state[3 * Lanes]);
        for (; words < end; words += Lanes)
        {
            *words = BitOperations.RotateLeft(s0 + s3, 23) + s0;
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
        }

        (state[0], state[Lanes], state[2 * Lanes], state[3 * Lanes]) = (s0, s1, s2, s3);
    }
}
