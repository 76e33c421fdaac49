using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mul.Actors.Crunching.Kernels;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Puts finished pieces one behind the other and digests them, until there are as many items as asked for.</summary>
internal sealed unsafe class SampleWriter(VectorWidth width, uint* sample, nint items)
{
    // Larger samples don't stay in the caches anyway, and writing past them spares reading what is overwritten.
    private readonly bool _pastCaches = items > 1 << 20;
    private SampleDigest _digest = new(width);
    private nint _written;

    public bool IsFull => _written == items;

    public ulong Digest => _digest.Value;

    /// <summary>The end of the sample so far, were <paramref name="count"/> more items added.</summary>
    public void* EndAfter(nint count) => sample + Math.Min(items, _written + count);

    /// <summary>Adds the first of <paramref name="count"/> items, as many as are still missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(uint* from, nint count)
    {
        count = Math.Min(count, items - _written);
        _digest.Add(from, count);
        if (_pastCaches && width == VectorWidth.Avx512)
        {
            CopyPastCaches512(from, sample + _written, count);
        }
        else
        {
            Buffer.MemoryCopy(from, sample + _written, count * sizeof(uint), count * sizeof(uint));
        }

        _written += count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPastCaches512(uint* from, uint* to, nint count)
    {
        var end = from + count;
        for (; from < end && (nint)to % 64 != 0; from++, to++)
        {
            *to = *from;
        }

        for (; from <= end - 16; from += 16, to += 16)
        {
            Vector512.StoreAlignedNonTemporal(Vector512.Load(from), to);
        }

        for (; from < end; from++, to++)
        {
            *to = *from;
        }
    }
}
