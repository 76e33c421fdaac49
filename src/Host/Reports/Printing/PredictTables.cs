using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Spectre.Console;

namespace Mul.Host.Reports.Printing;

/// <summary>Predictions as a person reads them: how long, how many at once, and what is in the way.</summary>
internal static class PredictTables
{
    public static void Write(IAnsiConsole console, SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions)
    {
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(samples.Workload.Name)}[/], {PredictReport.Simulated(whatIf)}");
        console.Write(Tables.Of(Tables.Fitting(PredictReport.Table(predictions, "\n"), console.Profile.Width, "knee", "bound by", "at once"), _ => Style.Plain, console.Profile.Width));
        foreach (var prediction in predictions)
        {
            console.MarkupLineInterpolated($"[grey]●[/] {Terminal.Plain(PredictSentence.Of(prediction))}");
        }
    }
}
