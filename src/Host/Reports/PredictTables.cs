using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>Predictions as a person reads them: how long, how many at once, and what is in the way.</summary>
internal static class PredictTables
{
    public static void Write(IAnsiConsole console, SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions)
    {
        console.MarkupLineInterpolated(
            $"[bold]{samples.Workload.Name}[/], simulated on {whatIf.Cores} {(whatIf.Cores == 1 ? "core" : "cores")} from a pilot on {Environment.ProcessorCount}");
        console.Write(Table(predictions));
        foreach (var prediction in predictions)
        {
            console.MarkupLineInterpolated($"[grey]●[/] {PredictSentence.Of(prediction)}");
        }
    }

    private static Table Table(IReadOnlyList<Prediction> predictions)
    {
        var hasCurve = predictions.Any(prediction => prediction.Routees is not null);
        var table = Tables.New([.. hasCurve ? ["profile", "routees"] : (string[])["profile"], "predicted", "9 of 10 from", "to", "at once", "bound by", "knee"]);
        foreach (var prediction in predictions)
        {
            var (makespan, pools, bound) = prediction.Forecast;
            string[] cells =
            [
                prediction.Profile.Name,
                .. hasCurve ? [Figures.Count(prediction.Routees)] : Array.Empty<string>(),
                Figures.Seconds(makespan.Median),
                Figures.Seconds(makespan.Low),
                Figures.Seconds(makespan.High),
                string.Join('\n', pools.Select(pool => pools.Count == 1 ? Figures.Count(pool.Concurrency) : $"{pool.Name} {Figures.Count(pool.Concurrency)}")),
                PredictSentence.NameOf(bound),
                string.Join('\n', pools.Select(pool => KneeOf(pool.Knee))),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static string KneeOf(double? knee) => knee is { } routees ? Figures.Count(Math.Round(routees)) : Figures.None;
}
