using System.Globalization;
using Mul.Host.Experiments;
using Mul.Host.Reports.Html;
using Mul.Host.Statistics;

namespace Mul.Host.Reports;

/// <summary>Predictions as a document: how long, why not less, and what more routees would bring.</summary>
internal static class PredictReport
{
    public static ReportDocument Of(SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions)
    {
        var table = Table(predictions, ", ");
        return new ReportDocument(
            $"{samples.Workload.Name}, predicted: {string.Join(", ", predictions.Select(prediction => prediction.Profile.Name).Distinct())}",
            [.. predictions.Select(PredictSentence.Of)],
            [HasCurve(predictions) ? CurveFigure(predictions, table) : BandsFigure(predictions, table)],
            [],
            [],
            [
                Simulated(whatIf),
                ReportText.Work(samples.Stamp, samples.Seed),
            ]);
    }

    /// <summary>As <c>simulated on 4 cores from a pilot on 2</c>.</summary>
    public static string Simulated(WhatIf whatIf) => string.Create(
        CultureInfo.InvariantCulture, $"simulated on {whatIf.Cores} {(whatIf.Cores == 1 ? "core" : "cores")} from a pilot on {Environment.ProcessorCount}");

    /// <param name="between">Between the pools of a profile.</param>
    public static TextTable Table(IReadOnlyList<Prediction> predictions, string between)
    {
        string[] curve = HasCurve(predictions) ? ["routees"] : [];
        return new TextTable(
            "Predicted",
            ["profile", .. curve, "predicted", "9 of 10 from", "to", "at once", "bound by", "knee"],
            [.. predictions.Select(prediction => (string[])[prediction.Profile.Name, .. curve.Select(_ => Figures.Count(prediction.Routees)), .. CellsOf(prediction, between)])]);
    }

    private static bool HasCurve(IReadOnlyList<Prediction> predictions) => predictions.Any(prediction => prediction.Routees is not null);

    private static string[] CellsOf(Prediction prediction, string between)
    {
        var (makespan, pools, bound) = prediction.Forecast;
        return
        [
            Figures.Seconds(makespan.Median),
            Figures.Seconds(makespan.Low),
            Figures.Seconds(makespan.High),
            string.Join(between, pools.Select(pool => pools.Count == 1 ? Figures.Count(pool.Concurrency) : $"{pool.Name} {Figures.Count(pool.Concurrency)}")),
            PredictSentence.NameOf(bound),
            string.Join(between, pools.Select(pool => pool.Knee is { } routees ? Figures.Count(Math.Round(routees)) : Figures.None)),
        ];
    }

    private static Figure CurveFigure(IReadOnlyList<Prediction> predictions, TextTable table)
    {
        IGrouping<string, Prediction>[] profiles = [.. predictions.GroupBy(prediction => prediction.Profile.Name)];
        return new Figure(
            "curve",
            "What more routees would bring",
            "So many routees in every pool, the rest as each profile has it." + (profiles.Length == 1 ? " 9 of 10 runs should lie between the two outer lines, and by the pilot none below the lowest." : ""),
            new Chart(
                ChartKind.Points,
                new Axis("routees", "count", Logarithmic: true),
                Axis.For("makespan", "seconds", Medians(predictions)),
                [
                    .. profiles.Select((profile, place) => SeriesOf(profile.Key, place, profile, prediction => prediction.Forecast.Makespan.Median)),
                    // Of several profiles they would hide each other.
                    .. profiles is [var only]
                        ? [
                            SeriesOf("9 of 10 from", 7, only, prediction => prediction.Forecast.Makespan.Low),
                            SeriesOf("to", 7, only, prediction => prediction.Forecast.Makespan.High),
                            SeriesOf("no less than", 1, only, prediction => prediction.Forecast.Bound.Makespan.TotalSeconds),
                        ]
                        : Array.Empty<Series>(),
                ],
                [],
                []),
            table);
    }

    private static IEnumerable<double> Medians(IReadOnlyList<Prediction> predictions) => predictions.Select(prediction => prediction.Forecast.Makespan.Median);

    private static Series SeriesOf(string name, int colour, IEnumerable<Prediction> predictions, Func<Prediction, double> seconds) =>
        new(name, Colours.Of(colour), [.. predictions.Select(prediction => (double?[])[prediction.Routees, seconds(prediction), 0])]);

    private static Figure BandsFigure(IReadOnlyList<Prediction> predictions, TextTable table) => new(
        "bands",
        "How long",
        "The median of the simulated runs, and the band that 9 of 10 runs should be in.",
        new Chart(
            ChartKind.Intervals,
            Axis.For("makespan", "seconds", Medians(predictions)),
            new Axis("", "count"),
            [
                .. predictions.Select((prediction, place) => new Series(
                    $"bound by {PredictSentence.NameOf(prediction.Forecast.Bound)}",
                    Colours.Of(place),
                    [[prediction.Forecast.Makespan.Low, prediction.Forecast.Makespan.Median, prediction.Forecast.Makespan.High]])),
            ],
            [.. predictions.Select(prediction => prediction.Profile.Name)],
            []),
        table);
}
