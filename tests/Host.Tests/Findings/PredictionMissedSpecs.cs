using Mul.Host.Findings;
using Mul.Host.Simulation;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Findings;

public sealed class PredictionMissedSpecs
{
    [Fact]
    public void A_run_within_the_band_is_as_predicted() => Assert.Null(PredictionMissed.Of(Forecast(concurrency: 8), Run(seconds: 1.65, concurrency: 8)));

    [Fact]
    public void A_run_that_was_stopped_says_nothing_about_its_prediction() =>
        Assert.Null(PredictionMissed.Of(Forecast(concurrency: 8), Run(seconds: 0.3, concurrency: 8) with { Interrupted = true }));

    [Fact]
    public void Fewer_at_once_than_predicted_are_the_likely_cause_of_a_longer_run() => Assert.Equal(
        "predicted 1.60 s (1.50 s to 1.70 s), measured 4.60 s: downloaders ran 2.7 jobs at once where 8 were predicted.",
        PredictionMissed.Of(Forecast(concurrency: 8), Run(seconds: 4.6, concurrency: 2.7))!.Message);

    [Fact]
    public void With_as_many_at_once_it_was_the_jobs_that_took_longer() => Assert.EndsWith(
        "so each took longer than in the pilot.",
        PredictionMissed.Of(Forecast(concurrency: 8), Run(seconds: 1.9, concurrency: 7.9))!.Message,
        StringComparison.Ordinal);

    [Fact]
    public void More_at_once_than_there_are_routees_were_handed_on()
    {
        var pool = Example.Pool with { Concurrency = Example.Pool.Concurrency with { Mean = 150, Max = 200 } };

        var missed = PredictionMissed.Of(Forecast(concurrency: 8), Example.Of(pool) with { MakespanSeconds = 0.01 })!;

        Assert.EndsWith(
            "downloaders ran up to 200 jobs at once on 8 routees, which hand their jobs on and take up the next ones before those are done.",
            missed.Message,
            StringComparison.Ordinal);
    }

    private static Forecast Forecast(double concurrency) =>
        new(new Band(1.6, 1.5, 1.7), [new ForecastPool("downloaders", concurrency, null)], new Bound(TimeSpan.FromSeconds(1.5), Bottleneck.Threads, "d"));

    private static RunRecord Run(double seconds, double concurrency)
    {
        var pool = Example.Pool with { Concurrency = Example.Pool.Concurrency with { Mean = concurrency } };
        return Example.Of(pool) with { MakespanSeconds = seconds };
    }
}
