using Mul.Actors.Crunching.Kernels;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Where items wait, each in a random bucket, until all have been dealt: behind one another in the sample's own memory.</summary>
internal unsafe interface IBuckets
{
    int Count { get; }

    /// <summary>Where a bucket's items begin: until they are gathered, nothing else may be written there or behind.</summary>
    void* StartOf(int bucket);

    nint SizeOf(int bucket);

    /// <summary>Copies a bucket's items.</summary>
    /// <param name="items">Room for them and <see cref="Split.Overhang"/> more.</param>
    void Gather(int bucket, uint* items);
}
