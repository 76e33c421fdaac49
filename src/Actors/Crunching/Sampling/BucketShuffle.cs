using System.Runtime.CompilerServices;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Shuffles bucket after bucket into the sample.</summary>
internal sealed unsafe class BucketShuffle
{
    private const int LevelsPerDigits = 4;

    private readonly SamplePlan _plan;
    private readonly Workbench _bench;
    private readonly IBuckets _buckets;
    private readonly SampleWriter _sample;
    private readonly uint* _indices;

    public BucketShuffle(SamplePlan plan, Workbench bench, IBuckets buckets, SampleWriter sample)
    {
        (_plan, _bench, _buckets, _sample) = (plan, bench, buckets, sample);
        _indices = bench.Workspace.Take<uint>(Shuffle.Batch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Attempt Run()
    {
        for (var bucket = 0; bucket < _buckets.Count && !_sample.IsFull; bucket++)
        {
            var mark = _bench.Workspace.Mark();
            var size = _buckets.SizeOf(bucket);
            if (size > _plan.BucketItems || (bucket + 1 < _buckets.Count && _sample.EndAfter(size) > _buckets.StartOf(bucket + 1)))
            {
                return Attempt.Failed;
            }

            var items = _bench.Workspace.TryTake<uint>(size + Split.Overhang);
            if (items is null)
            {
                return Attempt.Failed;
            }

            _buckets.Gather(bucket, items);
            var attempt = Finish(items, size, null, LevelsPerDigits);
            if (attempt != Attempt.Complete)
            {
                return attempt;
            }

            _bench.Workspace.Release(mark);
        }

        return _sample.IsFull ? Attempt.Complete : Attempt.Failed;
    }

    // Deals until the pieces fit the cache, then shuffles them. A level uses two bits of every item's byte of digits.
    private Attempt Finish(uint* items, nint count, byte* digits, int level)
    {
        if (count <= _plan.ShuffledItems)
        {
            Shuffle.InPlace(_bench.Random, items, count, _indices);
            _sample.Add(items, count);
            return _bench.Stopping.IsCancellationRequested ? Attempt.Cancelled : Attempt.Complete;
        }

        var workspace = _bench.Workspace;
        var mark = workspace.Mark();
        if (level == LevelsPerDigits)
        {
            digits = workspace.TryTake<byte>(count + 64);
            level = 0;
        }

        var pieces = workspace.TryTake<uint>(Split.Room(count));
        if (digits is null || pieces is null)
        {
            return Attempt.Failed;
        }

        if (level == 0)
        {
            _bench.Random.Digits(digits, count, LevelsPerDigits);
        }

        var sizes = stackalloc nint[Split.Pieces];
        Split.Deal(_bench.Width, items, count, digits, 2 * level, pieces, sizes);
        for (var piece = 0; piece < Split.Pieces; piece++)
        {
            var attempt = Finish(pieces, sizes[piece], digits, level + 1);
            if (attempt != Attempt.Complete)
            {
                return attempt;
            }

            pieces += Split.Stride(count);
            digits += sizes[piece];
        }

        workspace.Release(mark);
        return Attempt.Complete;
    }
}
