using System.Globalization;
using Mul.Actors.Running;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>Charts of one profile's median sample, from its trace: what ran when, and where.</summary>
/// <param name="place">The profile's place in the report.</param>
/// <param name="mostJobs">Jobs drawn at most.</param>
internal sealed class TraceFigures(Exemplar exemplar, Trace trace, int place, int mostJobs)
{
    private const int MostPoints = 600;

    // Narrower lanes than these many give would be a grey area.
    private const int MostLanes = 256;

    private const int MostRows = 100;

    private readonly Span _span = Span.Of(trace.Records.Span);

    public IEnumerable<Figure> All()
    {
        yield return Concurrency();
        var lanes = JobLanes.Of(trace, mostJobs);
        yield return Lanes("routees", "Routees", lanes.Routees, lanes, "One lane per routee, one bar per job in its handler.");
        if (lanes.Threads.Count > 0)
        {
            yield return Lanes("threads", "Threads", lanes.Threads, lanes, "One lane per thread, one bar per job that held it." + Without(lanes));
        }
    }

    /// <summary>Why there is no chart of threads, or not of all pools; empty if there is nothing to say.</summary>
    private static string Without(JobLanes lanes) => lanes.WithoutThreads.Count == 0
        ? ""
        : $" Jobs of {string.Join(", ", lanes.WithoutThreads)} give their thread back while they wait, so they are in no thread's lane.";

    private Figure Concurrency()
    {
        var curves = trace.Pools.Select((pool, i) => (pool.Name, Curve: CurveOf(trace.ByPool[i].ToArray()))).ToArray();
        var averaged = curves.Any(curve => curve.Curve.Any(point => point.Mean != point.Most));
        return new Figure(
            Id("concurrency"),
            "Jobs at once",
            averaged
                ? $"Jobs in their handlers over time, as means over {Figures.Seconds(_span.Seconds / MostPoints)} each."
                : "Jobs in their handlers over time.",
            new Chart(
                ChartKind.Steps,
                new Axis("since the first job was told", "seconds"),
                new Axis("jobs at once", "count"),
                [.. curves.Select((curve, i) => new Series(curve.Name, Colours.Of(curves.Length == 1 ? place : i), PointsOf(curve.Curve)))],
                [],
                [.. exemplar.Record.Pools.Where(pool => pool.Concurrency.Configured is not null).Select(pool => new Mark(pool.Concurrency.Configured!.Value, $"{pool.Name}: asked for"))]),
            new TextTable(
                "Jobs at once",
                ["pool", "asked for", "mean", "max"],
                [.. exemplar.Record.Pools.Select(pool => (string[])[pool.Name, Figures.Count(pool.Concurrency.Configured), Figures.Count(pool.Concurrency.Mean), Figures.Count(pool.Concurrency.Max)])]));
    }

    private Figure Lanes(string id, string heading, IReadOnlyList<JobLane> all, JobLanes drawn, string says)
    {
        var shown = all.Take(MostLanes).ToArray();
        var limits = string.Concat(
            drawn.Drawn < drawn.Started ? $" Drawn are the first {Figures.Count(drawn.Drawn)} of {Figures.Count(drawn.Started)} jobs to start." : "",
            shown.Length < all.Count ? $" Drawn are the first {Figures.Count(shown.Length)} of {Figures.Count(all.Count)} lanes." : "");
        return new Figure(
            Id(id),
            heading,
            says + (id == "routees" && drawn.Threads.Count == 0 ? Without(drawn) : "") + limits,
            new Chart(
                ChartKind.Lanes,
                new Axis("since the first job was told", "seconds"),
                new Axis("", "count"),
                [.. Enum.GetValues<OutcomeKind>().Select(outcome => new Series(outcome.ToString().ToLowerInvariant(), "outcome-" + outcome.ToString().ToLowerInvariant(), SlicesOf(shown, outcome))).Where(series => series.Points.Count > 0)],
                [.. shown.Select(NameOf)],
                []),
            new TextTable(
                shown.Length > MostRows ? $"{heading}: the first {MostRows} of {Figures.Count(all.Count)}" : heading,
                ["lane", "jobs", "busy", "of the makespan"],
                [.. shown.Take(MostRows).Select(lane => (string[])[NameOf(lane), Figures.Count(lane.Slices.Count), Figures.Seconds(lane.BusySeconds), Figures.Percent(_span.Seconds > 0 ? 100 * lane.BusySeconds / _span.Seconds : null)])]));
    }

    private IReadOnlyList<CurvePoint> CurveOf(JobRecord[] records)
    {
        var started = Array.FindAll(records, record => record.Started != 0);
        return CountCurve.Of(started.Select(record => record.Started), started.Select(record => record.Finished), _span, MostPoints);
    }

    private List<double?[]> PointsOf(IReadOnlyList<CurvePoint> curve) =>
        [.. curve.Select(point => (double?[])[Since(point.At), Math.Round(point.Mean, 3)]), [Since(_span.End), curve.Count > 0 ? Math.Round(curve[^1].Mean, 3) : 0]];

    private List<double?[]> SlicesOf(JobLane[] lanes, OutcomeKind outcome) =>
    [
        .. lanes.SelectMany((lane, i) => lane.Slices
            .Where(slice => slice.Outcome == outcome)
            .Select(slice => (double?[])[i, Since(slice.Begin), Since(slice.End), slice.Job])),
    ];

    private string NameOf(JobLane lane) => lane.Pool >= 0 && trace.Pools.Count > 1 ? $"{lane.Group}/{lane.Name}" : lane.Name;

    // Tenths of a microsecond: finer than any screen, and half the size.
    private double Since(long at) => Math.Round(Trace.Seconds(at - _span.Begin), 7);

    private string Id(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}-{place + 1}");
}
