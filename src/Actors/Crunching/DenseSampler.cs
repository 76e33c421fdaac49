namespace Mul.Actors.Crunching;

/// <summary>How an attempt at a sample ended.</summary>
internal enum Attempt
{
    Complete,

    /// <summary>Too few numbers were chosen, or a bucket overflowed; both depend on counts alone, so trying again is exact.</summary>
    Failed,

    Cancelled,
}

/// <summary>Samples of which every number has a fair chance to be in: chosen by coins, dealt into buckets, shuffled.</summary>
internal sealed unsafe class DenseSampler
{
    private readonly SamplePlan _plan;
    private readonly VectorWidth _width;
    private readonly RandomSource _random;
    private readonly Workspace _workspace;
    private readonly CancellationToken _stopping;
    private readonly byte* _sample;
    private readonly Buckets _buckets;
    private readonly SampleWriter _writer;

    public DenseSampler(SamplePlan plan, VectorWidth width, RandomSource random, Workspace workspace, CancellationToken stopping)
    {
        (_plan, _width, _random, _workspace, _stopping) = (plan, width, random, workspace, stopping);
        _sample = workspace.Take<byte>(plan.SampleBytes);
        _buckets = new Buckets(plan, width, _sample, workspace);
        _writer = new SampleWriter(width, (uint*)_sample, plan.Items);
    }

    public uint* Sample => (uint*)_sample;

    public ulong Digest => _writer.Digest;

    public Attempt Run()
    {
        var mark = _workspace.Mark();
        if (!TryScatter(out var cancelled))
        {
            return cancelled ? Attempt.Cancelled : Attempt.Failed;
        }

        _workspace.Release(mark);
        return Finish();
    }

    private bool TryScatter(out bool cancelled)
    {
        const int Words = BernoulliChunk.Positions / 64;
        var bitmap = _workspace.Take<ulong>(Words);
        var coins = _workspace.Take<ulong>(Words);
        var positions = _workspace.Take<ushort>(BernoulliChunk.Positions + Split.Overhang);
        var digits = _workspace.Take<byte>(BernoulliChunk.Positions + 64);
        var pieces = stackalloc ushort*[4];
        for (var level = 0; level < _plan.ScatterLevels; level++)
        {
            pieces[level] = _workspace.Take<ushort>((4 * Split.Stride(BernoulliChunk.Positions)) + Split.Overhang);
        }

        for (var chunk = 0; chunk < _plan.Chunks; chunk++)
        {
            cancelled = _stopping.IsCancellationRequested;
            var size = (int)Math.Min(BernoulliChunk.Positions, _plan.Range - ((long)chunk * BernoulliChunk.Positions));
            BernoulliChunk.Choose(_random, bitmap, coins, size, _plan.Probability);
            nint count = Positions.Of(_width, bitmap, (size + 63) / 64, positions);
            if (_plan.ScatterLevels > 0)
            {
                _random.Digits(digits, count);
            }

            if (cancelled || !Scatter(positions, count, digits, 0, 0, pieces))
            {
                return false;
            }

            _buckets.EndChunk();
        }

        cancelled = false;
        return true;
    }

    private bool Scatter(ushort* items, nint count, byte* digits, int level, int bucket, ushort** pieces)
    {
        if (level == _plan.ScatterLevels)
        {
            return _buckets.Add(bucket, items, count);
        }

        var sizes = stackalloc nint[Split.Pieces];
        Split.Narrow(_width, items, count, digits, 2 * level, pieces[level], sizes);
        var ok = true;
        for (var piece = 0; piece < Split.Pieces; piece++)
        {
            ok &= Scatter(pieces[level] + (piece * Split.Stride(count)), sizes[piece], digits, level + 1, (bucket * Split.Pieces) + piece, pieces);
            digits += sizes[piece];
        }

        return ok;
    }

    private Attempt Finish()
    {
        var indices = _workspace.Take<uint>(Shuffle.Batch);
        for (var bucket = 0; bucket < _plan.Buckets && !_writer.IsFull; bucket++)
        {
            var mark = _workspace.Mark();
            var size = _buckets.SizeOf(bucket);
            if (bucket + 1 < _plan.Buckets && _writer.EndAfter(size) > _buckets.StartOf(bucket + 1))
            {
                return Attempt.Failed;
            }

            var items = _workspace.TryTake<uint>(size + Split.Overhang);
            if (items is null)
            {
                return Attempt.Failed;
            }

            _buckets.Gather(bucket, items);
            if (!Refine(items, size, null, 4, indices))
            {
                return _stopping.IsCancellationRequested ? Attempt.Cancelled : Attempt.Failed;
            }

            _workspace.Release(mark);
        }

        return _writer.IsFull ? Attempt.Complete : Attempt.Failed;
    }

    private bool Refine(uint* items, nint count, byte* digits, int level, uint* indices)
    {
        if (count <= _plan.ShuffledItems)
        {
            Shuffle.InPlace(_random, items, count, indices);
            _writer.Add(items, count);
            return !_stopping.IsCancellationRequested;
        }

        var mark = _workspace.Mark();
        if (level == 4)
        {
            digits = _workspace.TryTake<byte>(count + 64);
            if (digits is null)
            {
                return false;
            }

            _random.Digits(digits, count);
            level = 0;
        }

        var pieces = _workspace.TryTake<uint>((4 * Split.Stride(count)) + Split.Overhang);
        if (pieces is null)
        {
            return false;
        }

        var sizes = stackalloc nint[Split.Pieces];
        Split.Wide(_width, items, count, digits, 2 * level, pieces, sizes);
        for (var piece = 0; piece < Split.Pieces; piece++)
        {
            if (!Refine(pieces + (piece * Split.Stride(count)), sizes[piece], digits, level + 1, indices))
            {
                return false;
            }

            digits += sizes[piece];
        }

        _workspace.Release(mark);
        return true;
    }
}
