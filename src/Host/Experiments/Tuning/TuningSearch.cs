using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.Tuning;

/// <summary>Finds the best of many candidates by successive halving: all a little, those that may be the best more, the last of them often.</summary>
/// <remarks>
/// Jamieson and Talwalkar, AISTATS 2016; here in randomised complete blocks, and what drops out does so by the comparison's own
/// statistics, not by rank: two that are alike stay both, however many stages there are.
/// </remarks>
internal sealed class TuningSearch(TuningPlan plan, MeasureCandidate measure)
{
    // Each candidate's values in the order of the blocks; only blocks that are complete count.
    private readonly List<double>[] _values = [.. plan.Sizes.Select(_ => new List<double>())];
    private readonly HashSet<int> _invalid = [];
    private List<int> _left = [.. Enumerable.Range(0, plan.Sizes.Count)];
    private int _blocks;

    public async Task<TuningOutcome> RunAsync(IProgress<TuningProgress> progress, CancellationToken cancellation)
    {
        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            var last = _blocks + plan.Stages[stage].Blocks;
            _left = Affordable(plan.Stages[stage], isLast: stage == plan.Stages.Count - 1);
            while (_blocks < last)
            {
                if (await RunBlockAsync(stage + 1, last, progress, cancellation) is { } end)
                {
                    return Outcome(end);
                }
            }

            _left = MayBeBest();
            if (IsSettled())
            {
                return Outcome(TuningEnd.Settled);
            }
        }

        return Outcome(TuningEnd.AllStages);
    }

    // Null as long as the search goes on.
    private async Task<TuningEnd?> RunBlockAsync(int stage, int last, IProgress<TuningProgress> progress, CancellationToken cancellation)
    {
        var block = _blocks + 1;
        var order = Schedule.Of(_left.Count, block, plan.Seed);
        var taken = new Dictionary<int, double>();
        int? leader = _blocks == 0 ? null : Leader();
        for (var place = 0; place < order.Length; place++)
        {
            var candidate = _left[order[place]];
            if (cancellation.IsCancellationRequested)
            {
                return TuningEnd.Cancelled;
            }

            if (plan.Budget.Left == 0)
            {
                return TuningEnd.BudgetSpent;
            }

            progress.Report(new TuningProgress(stage, block, last, place, order.Length, candidate, leader));
            var value = await plan.Budget.SpendAsync(() => measure(candidate, block, cancellation));
            if (cancellation.IsCancellationRequested)
            {
                return TuningEnd.Cancelled;
            }

            if (value is { } sound)
            {
                taken[candidate] = sound;
            }
            else
            {
                _invalid.Add(candidate);
            }
        }

        _left.RemoveAll(_invalid.Contains);
        foreach (var candidate in _left)
        {
            _values[candidate].Add(taken[candidate]);
        }

        _blocks = block;
        return _left.Count == 0 ? TuningEnd.NoneSound : null;
    }

    // Of the budget a stage takes no more than half of what is left, so that there is a next one.
    private List<int> Affordable(TuningStage stage, bool isLast)
    {
        if (_blocks == 0)
        {
            return [.. _left.Take(Math.Max(stage.MostToBegin(plan.Sizes.Count, plan.Budget.Left), plan.Begun))];
        }

        var most = stage.MostOf(plan.Sizes.Count, isLast ? plan.Budget.Left : plan.Budget.Left / 2);
        if (_left.Count <= most)
        {
            return _left;
        }

        // All of them may be the best: half of those that go on were the fastest so far, half the most promising from the beginning.
        var leader = Leader();
        int[] byMerit = [.. _left.OrderBy(candidate => Against(leader, candidate).Ratio)];
        var fastest = byMerit.Take(plan.WantsSmallest ? (most + 1) / 2 : most).ToArray();
        return [.. fastest, .. byMerit.Except(fastest).Order().Take(most - fastest.Length)];
    }

    private List<int> MayBeBest()
    {
        if (_blocks < Threshold.LeastBlocks(1))
        {
            return [.. Screening.MayBeBest([.. _left.Select(candidate => _values[candidate].ToArray())], plan.Threshold).Select(place => _left[place])];
        }

        var leader = Leader();
        return [.. _left.Where(candidate => candidate == leader || Against(leader, candidate).Low <= 1 + plan.Threshold.Delta)];
    }

    private bool IsSettled()
    {
        var leader = Leader();
        return _left.TrueForAll(candidate => candidate == leader || plan.Threshold.Judge(Against(leader, candidate)) == Verdict.Same);
    }

    private int Leader() => Best()[0];

    private IReadOnlyList<int> Best() => [.. BestSet.Of([.. _left.Select(candidate => _values[candidate].ToArray())]).Select(place => _left[place])];

    // Over the blocks that both were in: candidates only ever drop out.
    private RatioEstimate Against(int leader, int candidate)
    {
        var blocks = _values[candidate].Count;
        return PairedRatio.Of(_values[leader].ToArray().AsSpan(0, blocks), _values[candidate].ToArray());
    }

    private TuningOutcome Outcome(TuningEnd end)
    {
        // A block that was cut short may have found more of them.
        _left.RemoveAll(_invalid.Contains);
        if (_left.Count == 0 || _blocks == 0)
        {
            return new TuningOutcome([.. _values.Select((_, place) => Tried(place, null))], _left.Count == 0 ? null : _left[0], [], _blocks, plan.Budget.Samples, end);
        }

        var leader = Leader();
        return new TuningOutcome(
            [.. _values.Select((_, place) => Tried(place, leader))],
            plan.WantsSmallest ? SmallestSufficient() : leader,
            _blocks >= 2 ? Best() : [],
            _blocks,
            plan.Budget.Samples,
            end);
    }

    private TriedCandidate Tried(int place, int? leader) => new(
        _values[place],
        leader is { } best && _values[place].Count > 0 ? Against(best, place) : null,
        _invalid.Contains(place),
        _left.Contains(place));

    // The leader was also the luckiest (winner's curse): what the others are held against is all that cannot be told apart from
    // it. With few blocks nothing can be; then only those count that look alike.
    private int SmallestSufficient()
    {
        var leader = Leader();
        double[][] best =
        [
            .. Best()
                .Where(candidate => candidate == leader || Against(leader, candidate).Ratio <= 1 + plan.Threshold.Delta)
                .Select(candidate => _values[candidate].ToArray()),
        ];
        double[] reference = [.. Enumerable.Range(0, _blocks).Select(block => Math.Exp(best.Average(values => Math.Log(values[block]))))];
        return _left
            .Where(candidate => candidate == leader || PairedRatio.Of(reference, _values[candidate].ToArray()).Ratio <= 1 + plan.Threshold.Delta)
            .MinBy(candidate => (plan.Sizes[candidate], candidate));
    }
}
