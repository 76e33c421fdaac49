using Mul.Host.Experiments.Predicting;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Plans;
using Mul.Host.Reports.Sentences;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Reports.Sentences;

public sealed class PredictSentenceSpecs
{
    private static readonly Prediction Predicted = new(
        ProfileLoader.FromText("a", "a.hocon", ""), null, [], new Forecast(new Band(1.2, 1, 1.4), [], new Bound(TimeSpan.FromSeconds(1), Bottleneck.Cores, "")));

    [Fact]
    public void A_window_that_is_the_bound_is_said_to_be_it()
    {
        var pool = Pool(Fixed(64), routees: 64);
        var bound = new Bound(TimeSpan.FromSeconds(3), Bottleneck.Window, "");

        Assert.Equal(
            "a: about 3.10 s: --window lets no more jobs be in flight; a wider one will help, more routees won't.",
            PredictSentence.Of(On(pool, new Band(3.1, 3, 3.2), bound)));
        Assert.Equal(
            "a: about 4.50 s, though 3.00 s is all that its window would need: the next ones are told when half of those in flight are done.",
            PredictSentence.Of(On(pool, new Band(4.5, 4.2, 4.8), bound)));
    }

    [Fact]
    public void What_was_predicted_is_held_against_what_was_measured() =>
        Assert.Equal("predicted 1.20 s (1.00 s to 1.40 s), measured 1.00 s: error +20.0 %.", PredictSentence.Against(Predicted, 1));

    [Fact]
    public void Where_no_job_was_taken_up_there_is_no_error() =>
        Assert.Equal("predicted 1.20 s (1.00 s to 1.40 s), and no job was taken up.", PredictSentence.Against(Predicted, 0));

    private static Prediction On(PoolPlan pool, Band makespan, Bound bound) =>
        Predicted with { Pools = [pool], Forecast = new Forecast(makespan, [new ForecastPool("workers", Concurrency: 2, Knee: 2)], bound) };
}
