using System.Runtime.CompilerServices;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Draws numbers with repetition, drops the repeated, and deals what is left into buckets.</summary>
/// <remarks>
/// All draws at once would need a table larger than the caches. So only how many of them fall into each half of the range
/// is drawn first, a binomial number, and into each half of the half, until a block has few enough to be drawn one by
/// one: the division of Sanders, Lamm, Hübschle-Schneider, Schrade and Dachsbacher, Efficient parallel random sampling,
/// ACM TOMS 44 (2018), arXiv:1610.05141. Draws come in random order, so the first of them can go to the first bucket,
/// and so on: how many is a binomial number again. Whatever is left in all, each set of that many numbers is equally
/// likely.
/// </remarks>
internal sealed unsafe class SparseSelection
{
    private readonly SparsePlan _plan;
    private readonly Workbench _bench;
    private readonly PlainBuckets _buckets;
    private readonly SeenNumbers _seen;
    private readonly ulong* _coins;
    private readonly uint* _draws;

    public SparseSelection(SparsePlan plan, Workbench bench, PlainBuckets buckets)
    {
        (_plan, _bench, _buckets) = (plan, bench, buckets);
        _coins = (ulong*)bench.Workspace.Take<byte>(CoinToss.Bytes);
        _draws = (uint*)bench.Workspace.Take<byte>(DrawBytes(plan));
        _seen = new SeenNumbers((uint*)bench.Workspace.Take<byte>(SeenNumbers.BytesFor(plan.BlockDraws)), plan.BlockDraws);
    }

    public static nint BytesFor(SparsePlan plan) =>
        CoinToss.Bytes + DrawBytes(plan) + SeenNumbers.BytesFor(plan.BlockDraws) + 192;

    public Attempt Deal() => Draw(0, _plan.RangeBits, _plan.Draws);

    private static nint DrawBytes(SparsePlan plan) => ((nint)plan.BlockDraws * sizeof(uint)) + 64;

    private Attempt Draw(long first, int bits, nint draws)
    {
        if (first >= _plan.Range || draws == 0)
        {
            return Attempt.Complete;
        }

        if (bits > 0 && draws > _plan.BlockDraws)
        {
            var left = CoinToss.Heads(_bench.Random, draws, _coins);
            var attempt = Draw(first, bits - 1, left);
            return attempt == Attempt.Complete ? Draw(first + (1L << (bits - 1)), bits - 1, draws - left) : attempt;
        }

        return _bench.Stopping.IsCancellationRequested ? Attempt.Cancelled
            : Deal(_draws, DrawBlock((uint)first, bits, bits == 0 ? 1 : (int)draws), 0, 0) ? Attempt.Complete
            : Attempt.Failed;
    }

    // How many different numbers were drawn; they are at _draws, in the order in which they first came.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nint DrawBlock(uint first, int bits, int draws)
    {
        var range = (uint)_plan.Range;
        nint count = 0;
        _seen.Clear();
        _bench.Random.Draws(_draws, draws, bits);
        for (var at = 0; at < draws; at++)
        {
            var number = first + _draws[at];
            _draws[count] = number;
            count += number < range && _seen.Add(number) ? 1 : 0;
        }

        return count;
    }

    private bool Deal(uint* items, nint count, int level, int bucket)
    {
        if (level == _plan.Levels)
        {
            return _buckets.Add(bucket, items, count);
        }

        var left = CoinToss.Heads(_bench.Random, count, _coins);
        return Deal(items, left, level + 1, 2 * bucket) && Deal(items + left, count - left, level + 1, (2 * bucket) + 1);
    }
}
