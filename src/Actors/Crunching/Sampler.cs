namespace Mul.Actors.Crunching;

/// <summary>Random samples without replacement: every ordered outcome is equally likely.</summary>
public static class Sampler
{
    /// <summary>Takes <paramref name="items"/> distinct numbers from 0 to <paramref name="range"/> − 1, in random order.</summary>
    /// <param name="stream">Determines the sample, with the two sizes and nothing else.</param>
    /// <param name="stopping">Looked at every few milliseconds of work.</param>
    /// <returns>The sample, to be disposed after use; null if it was cancelled.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many numbers as that.</exception>
    public static Sample? Take(int items, int range, ulong stream, CancellationToken stopping) =>
        Take(items, range, stream, VectorWidths.Fastest, stopping);

    internal static unsafe Sample? Take(int items, int range, ulong stream, VectorWidth width, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, range);
        var random = new RandomStream(width, stream);
        var plan = SamplePlan.For(items, range);
        var workspace = Workspace.Rent(plan.SampleBytes + ((nint)plan.Chunks * plan.Buckets * 4) + (plan.BucketLines * 32 * 38) + (4 << 20));
        while (true)
        {
            var sampler = new DenseSampler(plan, width, random, workspace, stopping);
            switch (sampler.Run())
            {
                case Attempt.Complete:
                    return new Sample(workspace, sampler.Sample, items, sampler.Digest);
                case Attempt.Cancelled:
                    workspace.Return();
                    return null;
                default:
                    workspace.Release(0);
                    break;
            }
        }
    }
}
