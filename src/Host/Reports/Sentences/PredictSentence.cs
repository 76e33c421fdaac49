using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Simulation;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Sentences;

/// <summary>One sentence about a prediction: how long, and why not less.</summary>
internal static class PredictSentence
{
    // Beyond this the bound does not explain it.
    private const double WellAboveBound = 1.25;

    // Below this, threads were missing throughout, not only at the end.
    private const double FewOfMost = 0.75;

    private const string Refilled = "the next ones are told when half of those in flight are done";

    private const string Uneven = "at the end some routees have no jobs left while others still work";

    public static string Of(Prediction prediction)
    {
        var (makespan, _, bound) = prediction.Forecast;
        var routees = prediction.Routees is { } count ? $" with {Figures.Counted(count, "routee")}" : "";
        var nodes = prediction.Nodes > 0 ? $" on {Figures.Counted(prediction.Nodes, "node")}" : "";
        var about = $"{prediction.Profile.Name}{routees}{nodes}: about {Figures.Seconds(makespan.Median)}";

        // The low end: a bound is never said to lie above it, so the median of a wide band is far from any.
        return makespan.Low > WellAboveBound * bound.Makespan.TotalSeconds && HeldUpBy(prediction) is { } cause
            ? $"{about}, though {Figures.Seconds(bound.Makespan.TotalSeconds)} is all that its {NameOf(bound)} would need: {cause}."
            : $"{about}: {Why(bound, prediction)}.";
    }

    /// <summary>After the run: predicted, measured, error.</summary>
    /// <param name="measured">In seconds; 0 = no job was taken up.</param>
    public static string Against(Prediction prediction, double measured)
    {
        var band = prediction.Forecast.Makespan;
        var predicted = $"predicted {Figures.Seconds(band.Median)} ({Figures.Seconds(band.Low)} to {Figures.Seconds(band.High)})";
        return measured > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{predicted}, measured {Figures.Seconds(measured)}: error {100 * (band.Median / measured - 1):+0.0;-0.0;0.0} %.")
            : $"{predicted}, and no job was taken up.";
    }

    /// <inheritdoc cref="NameOf(Bound)"/>
    public static string NameOf(PredictedBound bound) => NameOf(new Bound(TimeSpan.FromSeconds(bound.Seconds), bound.Bottleneck, bound.Name ?? ""));

    /// <summary>As a cell of a table.</summary>
    public static string NameOf(Bound bound) => bound.Bottleneck switch
    {
        Bottleneck.Cores => "cores",
        Bottleneck.Window => "window",
        Bottleneck.Threads => $"threads of {ShortId(bound.Name)}",
        Bottleneck.Routees => $"routees of {bound.Name}",
        Bottleneck.LongestJob => "longest job",
        Bottleneck.Arrivals => "arrivals",
        _ => throw new ArgumentOutOfRangeException(nameof(bound), bound.Bottleneck, "unknown bottleneck"),
    };

    private static string Why(Bound bound, Prediction prediction) => bound.Bottleneck switch
    {
        Bottleneck.Cores => "the cores are full; more routees won't help, more cores will",
        Bottleneck.Window => "--window lets no more jobs be in flight; more routees alone won't help, a wider window with routees for it will",
        Bottleneck.Threads => $"its jobs hold the threads of {ShortId(bound.Name)}; more threads or async jobs will help, more routees won't",
        Bottleneck.Routees => $"every routee of {bound.Name} is busy; more of them will help{UpTo(bound.Name, prediction)}",
        Bottleneck.LongestJob => "no run is shorter than its longest job",
        Bottleneck.Arrivals => "its jobs come no faster",
        _ => throw new ArgumentOutOfRangeException(nameof(bound), bound.Bottleneck, "unknown bottleneck"),
    };

    private static string UpTo(string name, Prediction prediction) =>
        prediction.Forecast.Pools.First(pool => pool.Name == name).Knee is { } knee ? $", up to about {Figures.Count(Math.Round(knee))}" : "";

    // The busiest pool is the one that is waited for. Null where nothing is known to hold it up.
    private static string? HeldUpBy(Prediction prediction)
    {
        var (busiest, forecast) = prediction.Pools.Zip(prediction.Forecast.Pools).MaxBy(pool => pool.Second.Concurrency);
        var most = Math.Min(busiest.MostRoutees, busiest.Given.Threads ?? int.MaxValue);
        var atTheEnd = prediction.Forecast.Bound.Bottleneck == Bottleneck.Window ? Refilled
            : busiest.MostRoutees * Math.Max(1, prediction.Nodes) > 1 ? Uneven
            : null;
        return (busiest.Handling, busiest.Given.Supply) switch
        {
            (Handling.Async, _) => atTheEnd,
            (_, ThreadSupply.ForkJoin) when forecast.Concurrency < FewOfMost * most => "a burst wakes only about as many threads of a ForkJoinDispatcher as there are cores",
            (_, ThreadSupply.ThreadPool) when forecast.Concurrency < FewOfMost * most => "the thread pool grows by only about one thread per half second",
            (_, ThreadSupply.Channel) => "the channel executor runs jobs that hold their thread one at a time",
            _ => atTheEnd,
        };
    }

    private static string ShortId(string id) => id.Contains('/') ? "its pool-dispatcher" : id;
}
