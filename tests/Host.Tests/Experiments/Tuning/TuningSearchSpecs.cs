using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Simulation;

namespace Mul.Host.Tests.Experiments.Tuning;

public sealed class TuningSearchSpecs
{
    // Powers of two, all promising the same: the smallest is the first of the order.
    private static readonly PoolSize[] Sizes = [.. Enumerable.Range(0, 8).Select(power => new PoolSize(1 << power, 1 << power))];

    private readonly List<(int Candidate, int Block)> _measured = [];

    [Fact]
    public async Task The_smallest_that_is_within_the_threshold_of_the_best_is_found()
    {
        // 16, 8, 4, 2, 1.02, 1, 1, 1: the fifth is within 3 %.
        var outcome = await SearchAsync(Plan(), (candidate, _) => candidate switch { < 4 => 16 >> candidate, 4 => 1.02, _ => 1 });

        Assert.Equal((4, TuningEnd.Settled), (outcome.Winner, outcome.End));
    }

    [Fact]
    public async Task The_best_is_found_if_that_is_wanted() =>
        Assert.Equal(5, (await SearchAsync(Plan() with { WantsSmallest = false }, (candidate, _) => candidate == 5 ? 1 : 1.02)).Winner);

    [Fact]
    public async Task What_is_behind_drops_out_after_two_blocks()
    {
        var outcome = await SearchAsync(Plan(), (candidate, _) => candidate < 6 ? 2 : 1);

        Assert.Equal(2 * 8, _measured.Count(sample => sample.Block <= 2));
        Assert.All(_measured.Where(sample => sample.Block > 2), sample => Assert.True(sample.Candidate >= 6));
        Assert.Equal([2, 2, 2, 2, 2, 2, 6, 6], outcome.Candidates.Select(candidate => candidate.Values.Count));
        Assert.Equal(2, outcome.Candidates[0].Against!.Ratio, 9);
    }

    [Fact]
    public async Task Of_candidates_that_are_all_alike_the_smallest_wins_and_none_is_told_apart()
    {
        var outcome = await SearchAsync(Plan(), (_, _) => 1);

        Assert.Equal(0, outcome.Winner);
        Assert.Equal(4, outcome.Best.Count);
        Assert.Equal(TuningEnd.Settled, outcome.End);
    }

    [Fact]
    public async Task Every_block_runs_each_of_its_candidates_once_in_an_order_of_its_own()
    {
        await SearchAsync(Plan(), (candidate, _) => candidate + 1);

        var orders = _measured.Where(sample => sample.Block <= 2).GroupBy(sample => sample.Block).Select(block => block.Select(sample => sample.Candidate).ToArray()).ToArray();
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, 8), order.Order()));
        Assert.NotEqual(orders[0], orders[1]);
    }

    [Fact]
    public async Task A_machine_that_drifts_misleads_nobody()
    {
        // A tenth slower with every block, and within a block with every sample a little.
        var taken = 0;
        var outcome = await SearchAsync(Plan(), (candidate, block) => Math.Pow(1.1, block) * (1 + (0.001 * taken++)) * (candidate < 3 ? 2 : 1));

        Assert.Equal(3, outcome.Winner);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task With_noise_of_five_per_cent_it_lands_within_one_step(ulong seed)
    {
        var draws = new Draws(Mix.Of(seed, 17));

        // Halves until the fifth, which is the smallest that suffices.
        var outcome = await SearchAsync(Plan() with { Seed = seed }, (candidate, _) => Math.Max(1, 16 >> candidate) * (0.95 + (0.1 * draws.Next())));

        Assert.InRange(outcome.Winner!.Value, 3, 5);
    }

    [Fact]
    public async Task A_candidate_that_loses_jobs_never_wins()
    {
        var outcome = await SearchAsync(Plan(), (candidate, block) => candidate == 2 ? block == 2 ? null : 0.1 : 1);

        Assert.NotEqual(2, outcome.Winner);
        Assert.True(outcome.Candidates[2].IsInvalid);
        Assert.DoesNotContain(2, outcome.Best);
        Assert.DoesNotContain((2, 3), _measured);
    }

    [Fact]
    public async Task Nor_does_it_if_the_budget_ends_in_the_midst_of_its_block()
    {
        var outcome = await SearchAsync(Plan() with { Budget = new TuningBudget(3, null, TimeProvider.System) }, (candidate, _) => candidate == 0 ? null : 1);

        Assert.Contains((0, 1), _measured);
        Assert.NotEqual(0, outcome.Winner);
    }

    [Fact]
    public async Task A_search_cut_short_takes_nothing_for_sufficient_that_looks_slower_than_the_threshold()
    {
        double[] takes = [1.3, 1, 2, 2];
        var plan = new TuningPlan
        {
            Sizes = [.. Enumerable.Range(1, takes.Length).Select(size => new PoolSize(size, size))],
            Budget = new TuningBudget(10, null, TimeProvider.System),
        };

        var outcome = await SearchAsync(plan, (candidate, _) => takes[candidate]);

        Assert.Equal(1, outcome.Winner);
    }

    [Fact]
    public async Task If_all_lose_jobs_there_is_no_winner()
    {
        var outcome = await SearchAsync(Plan(), (_, _) => null);

        Assert.Equal((null, TuningEnd.NoneSound, 8), (outcome.Winner, outcome.End, outcome.Samples));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(30)]
    public async Task A_budget_of_samples_is_never_exceeded(int samples)
    {
        var draws = new Draws(1);

        var outcome = await SearchAsync(Plan() with { Budget = new TuningBudget(samples, null, TimeProvider.System) }, (_, _) => 1 + (0.2 * draws.Next()));

        Assert.True(_measured.Count <= samples);
        Assert.Equal(_measured.Count, outcome.Samples);
        Assert.Equal(TuningEnd.BudgetSpent, outcome.End);
        Assert.NotNull(outcome.Winner);
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(3, 2)]
    public async Task With_the_smallest_of_budgets_a_block_is_complete(int samples, int candidates)
    {
        var plan = new TuningPlan { Sizes = Sizes[..candidates], Budget = new TuningBudget(samples, null, TimeProvider.System) };

        var outcome = await SearchAsync(plan, (_, _) => 1);

        Assert.Equal(Math.Min(samples, candidates), outcome.Candidates.Count(candidate => candidate.Values.Count > 0));
    }

    [Fact]
    public async Task With_a_budget_for_few_the_most_promising_are_measured()
    {
        await SearchAsync(Plan() with { Budget = new TuningBudget(20, null, TimeProvider.System) }, (candidate, _) => candidate + 1);

        // Half of the budget is 5 candidates in 2 blocks.
        Assert.Equal([0, 1, 2, 3, 4], _measured.Select(sample => sample.Candidate).Distinct().Order());
    }

    [Fact]
    public async Task With_a_greater_one_a_search_that_goes_on_comes_to_those_that_were_left_out()
    {
        await SearchAsync(Plan() with { Budget = new TuningBudget(28, null, TimeProvider.System), Begun = 5 }, (candidate, _) => candidate + 1);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], _measured.Select(sample => sample.Candidate).Distinct().Order());
    }

    [Fact]
    public async Task With_a_lesser_one_it_leaves_out_none_that_it_has_begun()
    {
        await SearchAsync(Plan() with { Budget = new TuningBudget(16, null, TimeProvider.System), Begun = 6 }, (candidate, _) => candidate + 1);

        Assert.Equal([0, 1, 2, 3, 4, 5], _measured.Select(sample => sample.Candidate).Distinct().Order());
    }

    [Fact]
    public async Task A_cancelled_search_tells_what_it_knows_by_then()
    {
        using var cancellation = new CancellationTokenSource();

        var outcome = await SearchAsync(Plan(), (candidate, block) =>
        {
            if (block == 3)
            {
                cancellation.Cancel();
            }

            return candidate < 4 ? 1.5 : 1;
        }, cancellation: cancellation.Token);

        Assert.Equal((4, 2, TuningEnd.Cancelled), (outcome.Winner, outcome.Blocks, outcome.End));
    }

    [Fact]
    public async Task Of_many_candidates_it_takes_no_more_than_four_samples_each()
    {
        var sizes = Enumerable.Range(1, 64).Select(size => new PoolSize(size, size)).ToArray();
        var draws = new Draws(1);

        var outcome = await SearchAsync(new TuningPlan { Sizes = sizes }, (_, _) => 1 + (0.1 * draws.Next()));

        Assert.InRange(outcome.Samples, 2 * 64, 4 * 64);
    }

    // Two blocks of all, four of a quarter and eight of an eighth, of each no fewer than four.
    [Theory]
    [InlineData(6, (2 * 6) + (4 * 4) + (8 * 4))]
    [InlineData(64, (2 * 64) + (4 * 16) + (8 * 8))]
    public async Task What_may_still_come_is_said_beforehand_and_never_exceeded(int candidates, int most)
    {
        var plan = new TuningPlan { Sizes = [.. Enumerable.Range(1, candidates).Select(size => new PoolSize(size, size))] };
        var (draws, said) = (new Draws(1), new List<int>());

        var outcome = await SearchAsync(plan, (_, _) => 1 + draws.Next(), new Told(value => said.Add(value.MostLeft(candidates))));

        Assert.Equal(most, said[0]);
        Assert.All(said.Select((left, taken) => left + taken), samples => Assert.InRange(samples, outcome.Samples, most));
    }

    private static TuningPlan Plan() => new() { Sizes = Sizes };

    private Task<TuningOutcome> SearchAsync(
        TuningPlan plan, Func<int, int, double?> measure, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default) =>
        new TuningSearch(plan, (candidate, block, _) =>
        {
            _measured.Add((candidate, block));
            return Task.FromResult(measure(candidate, block));
        }).RunAsync(progress ?? new Progress<TuningProgress>(), cancellation);

    private sealed class Told(Action<TuningProgress> hear) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => hear(value);
    }
}
