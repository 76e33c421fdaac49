using System.Runtime.CompilerServices;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Chooses numbers by coins and deals them into buckets, chunk by chunk.</summary>
/// <remarks>
/// How many are chosen is random, and each set of that many numbers equally likely. There are a few more than asked for:
/// the first items of a shuffled sample are a sample themselves.
/// </remarks>
internal sealed unsafe class DenseSelection
{
    private const int Words = BernoulliChunk.Positions / 64;

    private readonly DensePlan _plan;
    private readonly Workbench _bench;
    private readonly RunBuckets _buckets;
    private readonly ulong* _bitmap;
    private readonly ulong* _coins;
    private readonly ushort* _positions;
    private readonly byte* _digits;
    private readonly ushort*[] _pieces;

    public DenseSelection(DensePlan plan, Workbench bench, RunBuckets buckets)
    {
        (_plan, _bench, _buckets) = (plan, bench, buckets);
        _bitmap = bench.Workspace.Take<ulong>(Words);
        _coins = bench.Workspace.Take<ulong>(Words);
        _positions = bench.Workspace.Take<ushort>(PositionsRoom);
        _digits = bench.Workspace.Take<byte>(DigitsRoom);
        _pieces = new ushort*[plan.Levels];
        for (var level = 0; level < plan.Levels; level++)
        {
            _pieces[level] = bench.Workspace.Take<ushort>(PiecesRoom);
        }
    }

    public static nint Bytes => (2 * Words * sizeof(ulong)) + DigitsRoom + ((PositionsRoom + (4 * PiecesRoom)) * sizeof(ushort)) + 512;

    private static nint PositionsRoom => BernoulliChunk.Positions + Positions.Overhang;

    private static nint DigitsRoom => BernoulliChunk.Positions + 64;

    private static nint PiecesRoom => Split.Room(BernoulliChunk.Positions);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Attempt Deal()
    {
        for (var chunk = 0; chunk < _plan.Chunks; chunk++)
        {
            if (_bench.Stopping.IsCancellationRequested)
            {
                return Attempt.Cancelled;
            }

            var size = (int)Math.Min(BernoulliChunk.Positions, _plan.Range - ((long)chunk * BernoulliChunk.Positions));
            BernoulliChunk.Choose(_bench.Random, _bitmap, _coins, size, _plan.Probability);
            nint count = Positions.Of(_bench.Width, _bitmap, (size + 63) / 64, _positions);
            if (_plan.Levels > 0)
            {
                _bench.Random.Digits(_digits, count, _plan.Levels);
            }

            if (!Deal(_positions, count, _digits, 0, 0))
            {
                return Attempt.Failed;
            }

            _buckets.EndChunk();
        }

        return Attempt.Complete;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Deal(ushort* items, nint count, byte* digits, int level, int bucket)
    {
        if (level == _plan.Levels)
        {
            return _buckets.Add(bucket, items, count);
        }

        var pieces = _pieces[level];
        var sizes = stackalloc nint[Split.Pieces];
        Split.Deal(_bench.Width, items, count, digits, 2 * level, pieces, sizes);
        for (var piece = 0; piece < Split.Pieces; piece++)
        {
            if (!Deal(pieces, sizes[piece], digits, level + 1, (bucket * Split.Pieces) + piece))
            {
                return false;
            }

            pieces += Split.Stride(count);
            digits += sizes[piece];
        }

        return true;
    }
}
