using System.Globalization;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Documents;

/// <summary>Predictions as a document: how long, why not less, and what more routees would bring.</summary>
internal static class PredictReport
{
    public static ReportDocument Of(SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions)
    {
        var table = Table(predictions, ", ");
        return new ReportDocument(
            $"{samples.Workload.Name}, predicted: {string.Join(", ", predictions.Select(prediction => prediction.Profile.Name).Distinct())}",
            [.. predictions.Select(PredictSentence.Of)],
            [predictions.DistinctBy(prediction => prediction.Routees).Count() > 1 ? CurveFigure(predictions, table) : BandsFigure(predictions, table)],
            [],
            [],
            [
                Simulated(whatIf),
                ReportText.Work(samples.Stamp, samples.Seed, samples.Rate, samples.Window),
                .. predictions.Select(prediction => prediction.Profile).DistinctBy(profile => profile.Name).Select(profile => ReportText.Profile(profile.Name, profile.File, profile.Sha256)),
            ]);
    }

    /// <summary>As <c>simulated on 4 cores from a pilot on 2</c>.</summary>
    public static string Simulated(WhatIf whatIf) =>
        string.Create(CultureInfo.InvariantCulture, $"simulated on {Figures.Cores(whatIf.Cores)} from a pilot on {Environment.ProcessorCount}");

    /// <param name="between">Between the pools of a profile.</param>
    public static TextTable Table(IReadOnlyList<Prediction> predictions, string between)
    {
        string[] curve = predictions.Any(prediction => prediction.Routees is not null) ? ["routees"] : [];
        return new TextTable(
            "Predicted",
            ["profile", .. curve, "predicted", "9 of 10 from", "to", "at once", "bound by", "knee"],
            [.. predictions.Select(prediction => (string[])[prediction.Profile.Name, .. curve.Select(_ => Figures.Count(prediction.Routees)), .. CellsOf(prediction, between)])]);
    }

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
            "So many routees in every pool, the rest as each profile has it." + (profiles.Length == 1 ? " 9 of 10 runs should be between “9 of 10 from” and “to”; by the pilot none is below “no less than”." : ""),
            SizeChart.Of(
                "routees",
                [
                    .. profiles.Select((profile, place) => SizeChart.Line(profile.Key, place, profile.Select(prediction => (prediction.Routees!.Value, prediction.Forecast.Makespan.Median)))),
                    // Of several profiles they would hide each other.
                    .. profiles is [var only]
                        ? SizeChart.Band([.. only.Select(prediction => (prediction.Routees!.Value, prediction.Forecast.Makespan, prediction.Forecast.Bound.Makespan.TotalSeconds))])
                        : [],
                ]),
            table);
    }

    private static Figure BandsFigure(IReadOnlyList<Prediction> predictions, TextTable table) => new(
        "bands",
        "How long",
        "The median of the simulated runs, and the band that 9 of 10 runs should be in.",
        new Chart(
            ChartKind.Intervals,
            Axis.For("makespan", "seconds", predictions.SelectMany(prediction => (double[])[prediction.Forecast.Makespan.Low, prediction.Forecast.Makespan.High])),
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
