using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Documents;

/// <summary>Charts of an experiment as a whole: how sure its ratios are, and every sample that they rest on.</summary>
internal static class ExperimentFigures
{
    // A sample whose calibration is further off than this was taken on a machine that was busy otherwise.
    private const double CalibrationTolerance = 0.1;

    public static Figure Ratios(CompareRecord record)
    {
        var known = record.Comparisons.Where(comparison => comparison.Ratio is not null).ToArray();
        return new Figure(
            "ratios",
            "Ratios and how sure they are",
            $"{record.Metric.NameOf()} as a multiple of the baseline's, with 95 % intervals. Left of 1 is better; between the two thin lines a difference does not matter.",
            new Chart(
                ChartKind.Intervals,
                new Axis("÷ baseline", "ratio", Logarithmic: true),
                new Axis("", "count"),
                [.. known.Select(comparison => new Series(
                    comparison.Verdict.NameOf(),
                    "verdict-" + comparison.Verdict.NameOf(),
                    [[comparison.Low, comparison.Ratio, comparison.High]]))],
                [.. known.Select(comparison => comparison.Candidate)],
                [new Mark(1 / (1 + record.Threshold), ""), new Mark(1, "baseline"), new Mark(1 + record.Threshold, "")]),
            ReportTables.Comparisons(record));
    }

    public static Figure Samples(CompareRecord record, IReadOnlyList<Cell> samples)
    {
        Cell[] shown = [.. samples.Where(cell => cell.Phase == Phase.Blocks && cell.Record is not null && record.Metric.Of(cell.Record) is not null)];
        double[] calibrations = [.. shown.Select(cell => cell.Record!.Noise?.CalibrationSeconds).OfType<double>()];
        double? calibration = calibrations.Length > 0 ? Median.Of(calibrations) : null;
        return new Figure(
            "samples",
            "Every sample, by block",
            "One point per sample, each from a fresh process. Points that rise and fall together are the machine, not the profiles; a ring marks a sample before which the machine itself was more than 10 % slower or faster than usual.",
            new Chart(
                ChartKind.Points,
                new Axis("block", "count"),
                Axis.For(record.Metric.NameOf(), record.Metric == Metric.PeakMemory ? "bytes" : "seconds", shown.Select(cell => record.Metric.Of(cell.Record!)!.Value)),
                [.. record.Profiles.Select((profile, place) => new Series(
                    profile.Name,
                    Colours.Of(place),
                    [.. shown.Where(cell => cell.Profile == profile.Name).Select(cell => (double?[])[cell.Block, record.Metric.Of(cell.Record!), IsNoisy(cell, calibration) ? 1 : 0])]))],
                [],
                []),
            new TextTable(
                "Every sample",
                ["profile", "block", "order", record.Metric.NameOf(), "calibration"],
                [
                    .. shown.Select(cell => (string[])
                    [
                        cell.Profile,
                        Figures.Count(cell.Block),
                        Figures.Count(cell.Order + 1),
                        record.Metric.Text(record.Metric.Of(cell.Record!)),
                        Figures.Seconds(cell.Record!.Noise?.CalibrationSeconds) + (IsNoisy(cell, calibration) ? " (noisy)" : ""),
                    ]),
                ]));
    }

    private static bool IsNoisy(Cell cell, double? calibration) =>
        cell.Record?.Noise is { } noise && calibration is { } usual && Math.Abs((noise.CalibrationSeconds / usual) - 1) > CalibrationTolerance;
}
