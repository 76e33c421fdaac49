using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mul.Actors.Crunching.Kernels;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Buckets that keep 16 bits an item: its position within its chunk.</summary>
/// <remarks>
/// A chunk's items in a bucket are a run, which begins on a line of 64 bytes. Whole lines can be written past the caches,
/// which would otherwise first read what is about to be overwritten.
/// </remarks>
internal sealed unsafe class RunBuckets : IBuckets
{
    private const int ItemsPerLine = 32;

    private readonly VectorWidth _width;
    private readonly int _count;
    private readonly bool _pastCaches;
    private readonly nint _capacity;
    private readonly ushort* _regions;
    private readonly ushort** _ends;
    private readonly int* _runs;
    private int _chunks;

    /// <param name="sample">Memory of <see cref="SamplePlan.SampleBytes"/> bytes.</param>
    public RunBuckets(DensePlan plan, Workbench bench, byte* sample)
    {
        _width = bench.Width;
        _count = plan.Buckets;
        _capacity = plan.BucketLines * ItemsPerLine;

        // Behind each other at the end of the memory, where the sample comes to last.
        _regions = (ushort*)(sample + plan.SampleBytes) - (_capacity * _count);
        _ends = (ushort**)bench.Workspace.Take<nint>(_count);
        _runs = bench.Workspace.Take<int>((nint)plan.Chunks * _count);
        _pastCaches = plan.SampleBytes > 4 << 20;
        for (var bucket = 0; bucket < _count; bucket++)
        {
            _ends[bucket] = RegionOf(bucket);
        }
    }

    public int Count => _count;

    public void* StartOf(int bucket) => RegionOf(bucket);

    /// <summary>Adds the run of the chunk in hand.</summary>
    /// <param name="items">Readable up to the end of the last line.</param>
    /// <returns>Whether there was room.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(int bucket, ushort* items, nint count)
    {
        var end = _ends[bucket];
        var room = (count + ItemsPerLine - 1) & -ItemsPerLine;
        if (end + room > RegionOf(bucket + 1))
        {
            return false;
        }

        _runs[((nint)_chunks * _count) + bucket] = (int)count;
        Copy(items, end, room);
        _ends[bucket] = end + room;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndChunk() => _chunks++;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public nint SizeOf(int bucket)
    {
        nint size = 0;
        for (var chunk = 0; chunk < _chunks; chunk++)
        {
            size += _runs[((nint)chunk * _count) + bucket];
        }

        return size;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(int bucket, uint* items)
    {
        var line = RegionOf(bucket);
        for (var chunk = 0; chunk < _chunks; chunk++)
        {
            nint count = _runs[((nint)chunk * _count) + bucket];
            Widen(line, count, (uint)chunk << 16, items);
            line += (count + ItemsPerLine - 1) & -ItemsPerLine;
            items += count;
        }
    }

    private ushort* RegionOf(int bucket) => _regions + (bucket * _capacity);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(ushort* from, ushort* to, nint count)
    {
        if (_pastCaches && _width == VectorWidth.Avx512)
        {
            for (nint at = 0; at < count; at += 32)
            {
                Vector512.StoreAlignedNonTemporal(Vector512.Load(from + at), to + at);
            }
        }
        else if (_pastCaches && _width == VectorWidth.Avx2)
        {
            for (nint at = 0; at < count; at += 16)
            {
                Vector256.StoreAlignedNonTemporal(Vector256.Load(from + at), to + at);
            }
        }
        else
        {
            Buffer.MemoryCopy(from, to, count * sizeof(ushort), count * sizeof(ushort));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Widen(ushort* positions, nint count, uint first, uint* items)
    {
        switch (_width)
        {
            case VectorWidth.Avx512:
                var first512 = Vector512.Create(first);
                for (nint at = 0; at < count; at += 16)
                {
                    (Avx512F.ConvertToVector512UInt32(Vector256.Load(positions + at)) | first512).Store(items + at);
                }

                break;
            case VectorWidth.Avx2:
                var first256 = Vector256.Create(first);
                for (nint at = 0; at < count; at += 8)
                {
                    (Avx2.ConvertToVector256Int32(Vector128.Load(positions + at)).AsUInt32() | first256).Store(items + at);
                }

                break;
            default:
                for (nint at = 0; at < count; at++)
                {
                    items[at] = first | positions[at];
                }

                break;
        }
    }
}
