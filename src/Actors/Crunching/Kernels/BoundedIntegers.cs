using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching.Kernels;

/// <summary>Turns random 32-bit words into integers below bounds, all exactly equally likely.</summary>
/// <remarks>
/// Lemire, Fast random integer generation in an interval, ACM TOMACS 29 (2019): the high half of word × bound is the
/// integer, and words whose low half is below 2³² mod bound are drawn again, which leaves every integer
/// ⌊2³² ÷ bound⌋ words. As 2³² mod bound is less than bound, comparing with bound itself finds all candidates
/// without a division; there is one in 2³² ÷ bound words.
/// </remarks>
internal sealed unsafe class BoundedIntegers(VectorWidth width, Func<uint> redraw)
{
    /// <summary>Replaces <paramref name="count"/> words by integers below bound, bound − 1, …</summary>
    /// <param name="words">Readable and writable up to the next multiple of 16.</param>
    public void Reduce(uint* words, int count, uint bound)
    {
        switch (width)
        {
            case VectorWidth.Avx512:
                Reduce512(words, count, bound);
                break;
            case VectorWidth.Avx2:
                Reduce256(words, count, bound);
                break;
            default:
                for (var at = 0; at < count; at++)
                {
                    words[at] = Reduce(words[at], bound - (uint)at);
                }

                break;
        }
    }

    public uint Reduce(uint word, uint bound)
    {
        var product = (ulong)word * bound;
        if ((uint)product < bound)
        {
            // 2³² mod bound, in 32 bits.
            var threshold = (0 - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (ulong)redraw() * bound;
            }
        }

        return (uint)(product >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reduce512(uint* words, int count, uint bound)
    {
        var bounds = Vector512.Create(bound) - Vector512<uint>.Indices;
        var step = Vector512.Create(16u);
        for (var at = 0; at < count; at += 16, bounds -= step)
        {
            var word = Vector512.Load(words + at);
            var even = Avx512F.Multiply(word, bounds);
            var odd = Avx512F.Multiply((word.AsUInt64() >> 32).AsUInt32(), (bounds.AsUInt64() >> 32).AsUInt32());
            var low = Avx512BW.BlendVariable(even.AsByte(), (odd << 32).AsByte(), OddBytes512).AsUInt32();
            if (Vector512.LessThanAny(low, bounds))
            {
                ReduceOneByOne(words + at, Math.Min(16, count - at), bound - (uint)at);
                continue;
            }

            Avx512BW.BlendVariable((even >> 32).AsByte(), odd.AsByte(), OddBytes512).AsUInt32().Store(words + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reduce256(uint* words, int count, uint bound)
    {
        var bounds = Vector256.Create(bound) - Vector256<uint>.Indices;
        var step = Vector256.Create(8u);
        for (var at = 0; at < count; at += 8, bounds -= step)
        {
            var word = Vector256.Load(words + at);
            var even = Avx2.Multiply(word, bounds);
            var odd = Avx2.Multiply((word.AsUInt64() >> 32).AsUInt32(), (bounds.AsUInt64() >> 32).AsUInt32());
            var low = Avx2.Blend(even.AsUInt32(), (odd << 32).AsUInt32(), 0b10101010);
            if (Vector256.LessThanAny(low, bounds))
            {
                ReduceOneByOne(words + at, Math.Min(8, count - at), bound - (uint)at);
                continue;
            }

            Avx2.Blend((even >> 32).AsUInt32(), odd.AsUInt32(), 0b10101010).Store(words + at);
        }
    }

    private static Vector512<byte> OddBytes512 => Vector512.Create(0xFFFFFFFF_00000000).AsByte();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReduceOneByOne(uint* words, int count, uint bound)
    {
        for (var at = 0; at < count; at++)
        {
            words[at] = Reduce(words[at], bound - (uint)at);
        }
    }
}
