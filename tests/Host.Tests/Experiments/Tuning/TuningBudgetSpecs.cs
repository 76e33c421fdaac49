using Mul.Host.Experiments.Tuning;

namespace Mul.Host.Tests.Experiments.Tuning;

public sealed class TuningBudgetSpecs
{
    private readonly HandOfClock _clock = new();

    [Fact]
    public void Until_a_sample_was_taken_time_is_counted_by_what_is_expected()
    {
        var budget = new TuningBudget(null, TimeSpan.FromSeconds(60), _clock) { ExpectedSample = TimeSpan.FromSeconds(2) };

        Assert.Equal(30, budget.Left);
    }

    [Fact]
    public async Task Time_is_counted_by_what_samples_took()
    {
        var budget = new TuningBudget(null, TimeSpan.FromSeconds(60), _clock) { ExpectedSample = TimeSpan.FromSeconds(2) };

        await Spend(budget, seconds: 10);

        Assert.Equal((1, 5), (budget.Samples, budget.Left));
    }

    [Fact]
    public async Task The_lesser_of_two_limits_counts()
    {
        var budget = new TuningBudget(4, TimeSpan.FromSeconds(60), _clock) { ExpectedSample = TimeSpan.FromSeconds(2) };

        await Spend(budget, seconds: 1);
        Assert.Equal(3, budget.Left);

        await Spend(budget, seconds: 58);
        Assert.Equal(0, budget.Left);
    }

    [Fact]
    public async Task A_sample_that_was_taken_before_says_nothing_of_how_long_one_takes()
    {
        var budget = new TuningBudget(null, TimeSpan.FromSeconds(60), _clock);
        await budget.SpendAsync(() =>
        {
            budget.CountAsFound();
            return Task.FromResult(0);
        });

        await Spend(budget, seconds: 10);

        Assert.Equal((2, 5), (budget.Samples, budget.Left));
    }

    private Task<int> Spend(TuningBudget budget, int seconds) => budget.SpendAsync(() =>
    {
        _clock.Seconds += seconds;
        return Task.FromResult(0);
    });

    private sealed class HandOfClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
