namespace Mul.Actors.Crunching.Sampling;

/// <summary>Buckets that keep their items as they are.</summary>
internal sealed unsafe class PlainBuckets : IBuckets
{
    private readonly nint _capacity;
    private readonly uint* _regions;
    private readonly nint* _sizes;

    /// <param name="sample">Memory of <see cref="SamplePlan.SampleBytes"/> bytes.</param>
    public PlainBuckets(SparsePlan plan, Workbench bench, byte* sample)
    {
        Count = plan.Buckets;
        _capacity = plan.BucketItems;
        _regions = (uint*)sample;
        _sizes = bench.Workspace.Take<nint>(Count);
        new Span<nint>(_sizes, Count).Clear();
    }

    public int Count { get; }

    public void* StartOf(int bucket) => RegionOf(bucket);

    public nint SizeOf(int bucket) => _sizes[bucket];

    /// <returns>Whether there was room.</returns>
    public bool Add(int bucket, uint* items, nint count)
    {
        if (_sizes[bucket] + count > _capacity)
        {
            return false;
        }

        Buffer.MemoryCopy(items, RegionOf(bucket) + _sizes[bucket], count * sizeof(uint), count * sizeof(uint));
        _sizes[bucket] += count;
        return true;
    }

    public void Gather(int bucket, uint* items) =>
        Buffer.MemoryCopy(RegionOf(bucket), items, _sizes[bucket] * sizeof(uint), _sizes[bucket] * sizeof(uint));

    private uint* RegionOf(int bucket) => _regions + (bucket * _capacity);
}
