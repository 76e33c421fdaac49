using System.Numerics;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;
using Mul.Actors.Crunching.Sampling;

namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>Not statistics: every decision is taken in every way, and the ordered outcomes have exactly equal weights.</summary>
public sealed class ExhaustiveSamplerSpecs
{
    private const int Half = BernoulliChunk.Certain / 2;

    [Fact]
    public void Every_ordered_outcome_of_up_to_five_numbers_is_exactly_equally_likely()
    {
        for (var range = 1; range <= 5; range++)
        {
            for (var items = 0; items <= range; items++)
            {
                AssertAllEquallyLikely(Dense(range, items, Half, levels: 1, shuffled: range), new EveryDecision(levels: 1));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Every_ordered_outcome_of_six_numbers_is_exactly_equally_likely(int items) =>
        AssertAllEquallyLikely(Dense(6, items, Half, levels: 1, shuffled: 6), new EveryDecision(levels: 1));

    [Theory]
    [InlineData(3, 2, BernoulliChunk.Certain * 3 / 4)]
    [InlineData(4, 2, BernoulliChunk.Certain / 4)]
    [InlineData(3, 1, BernoulliChunk.Certain * 5 / 8)]
    [InlineData(5, 3, BernoulliChunk.Certain)]
    public void So_it_is_with_any_probability_of_being_chosen(int range, int items, int probability) =>
        AssertAllEquallyLikely(Dense(range, items, probability, levels: 1, shuffled: range), new EveryDecision(levels: 1));

    [Fact]
    public void So_it_is_when_chunks_are_dealt_twice() =>
        AssertAllEquallyLikely(Dense(3, 2, Half, levels: 2, shuffled: 3), new EveryDecision(levels: 2));

    [Fact]
    public void So_it_is_when_a_bucket_is_dealt_again_before_it_is_shuffled() =>
        AssertAllEquallyLikely(Dense(4, 4, BernoulliChunk.Certain, levels: 0, shuffled: 2), new EveryDecision(levels: 2));

    [Fact]
    public void So_it_is_when_chunks_are_not_dealt_at_all() =>
        AssertAllEquallyLikely(Dense(6, 4, Half, levels: 0, shuffled: 6), new EveryDecision(levels: 1));

    [Theory]
    [InlineData(6, 1, 2, 1)]
    [InlineData(6, 2, 3, 1)]
    [InlineData(5, 2, 3, 2)]
    [InlineData(4, 3, 4, 1)]
    [InlineData(4, 2, 3, 3)]
    public void So_it_is_when_few_are_drawn_out_of_many(int range, int items, int draws, int blockDraws) =>
        AssertAllEquallyLikely(Sparse(range, items, draws, blockDraws), new EveryDecision(levels: 1));

    [Fact]
    public void A_shuffle_that_never_leaves_an_item_in_its_place_is_found_out() =>
        Assert.False(AreAllEquallyLikely(Dense(4, 3, Half, levels: 0, shuffled: 4), new SattolosCycles()));

    [Fact]
    public void A_shuffle_that_draws_from_all_places_at_every_step_is_found_out() =>
        Assert.False(AreAllEquallyLikely(Dense(3, 3, BernoulliChunk.Certain, levels: 0, shuffled: 3), new SwapsWithAny()));

    [Fact]
    public void Dealing_by_place_instead_of_by_digits_is_found_out() =>
        Assert.False(AreAllEquallyLikely(Dense(4, 3, Half, levels: 1, shuffled: 4), new DealsByPlace()));

    private static DensePlan Dense(int range, int items, int probability, int levels, int shuffled) => new()
    {
        Range = range,
        Items = items,
        Probability = probability,
        Levels = levels,
        BucketItems = range,
        ShuffledItems = shuffled,
    };

    private static SparsePlan Sparse(int range, int items, int draws, int blockDraws) => new()
    {
        Range = range,
        RangeBits = 3,
        Items = items,
        Draws = draws,
        BlockDraws = blockDraws,
        Levels = 1,
        BucketItems = draws,
        ShuffledItems = draws,
    };

    private static void AssertAllEquallyLikely(SamplePlan plan, EveryDecision decisions) => Assert.True(AreAllEquallyLikely(plan, decisions));

    // With every vector width the weights must be the same too, which the widths' own specs show for large samples.
    private static bool AreAllEquallyLikely(SamplePlan plan, EveryDecision decisions)
    {
        var widths = VectorWidths.Available.Select(width => new Workbench(width, decisions, Workspace.Rent(plan.WorkspaceBytes), default)).ToArray();
        var weights = new Dictionary<string, BigInteger>();
        do
        {
            var outcome = OutcomeOf(plan, widths[0]);
            Assert.All(widths, bench =>
            {
                decisions.Repeat();
                Assert.Equal(outcome, OutcomeOf(plan, bench));
            });
            if (outcome is not null)
            {
                weights[outcome] = weights.GetValueOrDefault(outcome) + decisions.Weight;
            }
        }
        while (decisions.Advance());

        Array.ForEach(widths, bench => bench.Workspace.Return());
        return weights.Count == Enumerable.Range(plan.Range - plan.Items + 1, plan.Items).Aggregate(1, (product, factor) => product * factor)
            && weights.Values.Distinct().Count() == 1;
    }

    // Null if the attempt failed, or was left out.
    private static string? OutcomeOf(SamplePlan plan, Workbench bench)
    {
        bench.Workspace.Release(0);
        try
        {
            return Sampler.Try(plan, bench) is (Attempt.Complete, { } sample) ? string.Join(',', sample.Numbers.ToArray()) : null;
        }
        catch (DeeperThanEnumerated)
        {
            return null;
        }
    }

    private sealed unsafe class SattolosCycles() : EveryDecision(levels: 1)
    {
        public override void Indices(uint* indices, int count, uint bound)
        {
            for (var at = 0; at < count; at++)
            {
                indices[at] = (uint)Choose((int)bound - at - 1);
            }
        }
    }

    private sealed unsafe class SwapsWithAny() : EveryDecision(levels: 1)
    {
        public override void Indices(uint* indices, int count, uint bound)
        {
            for (var at = 0; at < count; at++)
            {
                indices[at] = (uint)Choose((int)bound);
            }
        }
    }

    private sealed unsafe class DealsByPlace() : EveryDecision(levels: 1)
    {
        public override void Digits(byte* digits, nint items, int levelsUsed)
        {
            for (var item = 0; item < items; item++)
            {
                digits[item] = (byte)(item & 3);
            }
        }
    }
}
