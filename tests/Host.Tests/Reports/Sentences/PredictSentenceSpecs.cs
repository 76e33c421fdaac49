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
    public void Where_the_band_reaches_down_to_the_bound_the_bound_is_the_reason() =>
        // The bound was 0.28 s and is never said to lie above the band.
        Assert.Equal(
            "a: about 285 ms: every routee of workers is busy; more of them will help, up to about 2.",
            PredictSentence.Of(On(Pool(Fixed(4), routees: 8), new Band(0.285, 0.198, 0.372), new Bound(TimeSpan.FromSeconds(0.198), Bottleneck.Routees, "workers"))));

    [Fact]
    public void Where_it_does_not_something_else_holds_the_run_up() => Assert.Equal(
        "a: about 3.07 s, though 1.54 s is all that its threads of d would need: a burst wakes only about as many threads of a ForkJoinDispatcher as there are cores.",
        PredictSentence.Of(On(Pool(ForkJoin(8), routees: 8), new Band(3.07, 2.9, 3.2), new Bound(TimeSpan.FromSeconds(1.54), Bottleneck.Threads, "d"))));

    [Fact]
    public void One_routee_does_not_wait_for_others() => Assert.DoesNotContain(
        "routees have no jobs left",
        PredictSentence.Of(On(Pool(Fixed(1), routees: 1), new Band(3, 2.9, 3.1), new Bound(TimeSpan.FromSeconds(1), Bottleneck.Cores, ""))),
        StringComparison.Ordinal);

    [Fact]
    public void A_window_that_is_the_bound_is_said_to_be_it()
    {
        var pool = Pool(Fixed(64), routees: 64);
        var bound = new Bound(TimeSpan.FromSeconds(3), Bottleneck.Window, "");

        Assert.Equal(
            "a: about 3.10 s: --window lets no more jobs be in flight; more routees alone won't help, a wider window with routees for it will.",
            PredictSentence.Of(On(pool, new Band(3.1, 3, 3.2), bound)));
        Assert.Equal(
            "a: about 4.50 s, though 3.00 s is all that its window would need: the next ones are told when half of those in flight are done.",
            PredictSentence.Of(On(pool, new Band(4.5, 4.2, 4.8), bound)));
    }

    [Fact]
    public void A_window_does_not_hide_that_threads_do_not_wake() => Assert.EndsWith(
        "a burst wakes only about as many threads of a ForkJoinDispatcher as there are cores.",
        PredictSentence.Of(On(Pool(ForkJoin(16), routees: 16), new Band(6, 5.8, 6.2), new Bound(TimeSpan.FromSeconds(1), Bottleneck.Window, ""))),
        StringComparison.Ordinal);

    [Fact]
    public void What_was_predicted_is_held_against_what_was_measured() =>
        Assert.Equal("predicted 1.20 s (1.00 s to 1.40 s), measured 1.00 s: error +20.0 %.", PredictSentence.Against(Predicted, 1));

    [Fact]
    public void Where_no_job_was_taken_up_there_is_no_error() =>
        Assert.Equal("predicted 1.20 s (1.00 s to 1.40 s), and no job was taken up.", PredictSentence.Against(Predicted, 0));

    private static Prediction On(PoolPlan pool, Band makespan, Bound bound) =>
        Predicted with { Pools = [pool], Forecast = new Forecast(makespan, [new ForecastPool("workers", Concurrency: 2, Knee: 2)], bound) };
}
