using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Random samples without replacement: every ordered outcome is equally likely.</summary>
/// <remarks>
/// In three steps, each exact and each within the caches: choose a random set (<see cref="DenseSelection"/>,
/// <see cref="SparseSelection"/>), deal it into buckets, shuffle each bucket (<see cref="BucketShuffle"/>).
/// </remarks>
internal static unsafe class Sampler
{
    /// <summary>Takes <paramref name="items"/> distinct numbers from 0 to <paramref name="range"/> − 1, in random order.</summary>
    /// <param name="stream">Determines the sample, with the two sizes and nothing else.</param>
    /// <param name="stopping">Looked at every few milliseconds of work.</param>
    /// <returns>The sample, to be disposed after use; null if it was cancelled.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many numbers as that.</exception>
    public static Sample? Take(int items, int range, ulong stream, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, range);
        return Take(SamplePlan.For(items, range), VectorWidths.Fastest, new RandomStream(VectorWidths.Fastest, stream), stopping);
    }

    /// <summary>Bytes that a sample of this size takes while it is taken.</summary>
    internal static long MemoryFor(int items, int range) => SamplePlan.For(items, range).WorkspaceBytes;

    /// <summary>Makes memory ready for one more sample of that size, until there is some for as many as the machine has cores.</summary>
    public static void Prepare(int items, int range) => Workspace.Prepare((nint)MemoryFor(items, range));

    internal static Sample? Take(SamplePlan plan, VectorWidth width, RandomSource random, CancellationToken stopping)
    {
        var workspace = Workspace.Rent(plan.WorkspaceBytes);
        var bench = new Workbench(width, random, workspace, stopping);
        while (true)
        {
            var (attempt, sample) = Try(plan, bench);
            switch (attempt)
            {
                case Attempt.Complete:
                    return sample;
                case Attempt.Cancelled:
                    workspace.Return();
                    return null;
                default:
                    // The stream goes on, so the next attempt is independent of this one.
                    workspace.Release(0);
                    break;
            }
        }
    }

    /// <summary>One attempt, which uses the workspace from its beginning.</summary>
    internal static (Attempt Attempt, Sample? Sample) Try(SamplePlan plan, Workbench bench)
    {
        var numbers = bench.Workspace.Take<byte>(plan.SampleBytes);
        var writer = new SampleWriter(bench.Width, (uint*)numbers, plan.Items);
        var attempt = plan switch
        {
            SparsePlan sparse => TrySparse(sparse, bench, numbers, writer),
            DensePlan dense => TryDense(dense, bench, numbers, writer),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "unknown plan"),
        };
        return (attempt, attempt == Attempt.Complete ? new Sample(bench.Workspace, (uint*)numbers, plan.Items, writer.Digest) : null);
    }

    private static Attempt TrySparse(SparsePlan plan, Workbench bench, byte* memory, SampleWriter sample)
    {
        var buckets = new PlainBuckets(plan, bench, memory);
        var mark = bench.Workspace.Mark();
        var dealt = new SparseSelection(plan, bench, buckets).Deal();
        bench.Workspace.Release(mark);
        return dealt == Attempt.Complete ? new BucketShuffle(plan, bench, buckets, sample).Run() : dealt;
    }

    private static Attempt TryDense(DensePlan plan, Workbench bench, byte* memory, SampleWriter sample)
    {
        var buckets = new RunBuckets(plan, bench, memory);
        var mark = bench.Workspace.Mark();
        var dealt = new DenseSelection(plan, bench, buckets).Deal();
        bench.Workspace.Release(mark);
        return dealt == Attempt.Complete ? new BucketShuffle(plan, bench, buckets, sample).Run() : dealt;
    }
}
