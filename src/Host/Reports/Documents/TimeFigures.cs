using Mul.Host.Reports.Charts;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>Charts of where the time went, for the median sample of each profile side by side.</summary>
internal static class TimeFigures
{
    private const int MostPoints = 200;

    // A logarithmic axis has no 0; no clock here resolves less.
    private const double LeastSeconds = 1e-7;

    /// <summary>Both ledgers of time; the first only where its terms are known and tell something.</summary>
    public static IEnumerable<Figure> Ledgers(IReadOnlyList<Exemplar> exemplars)
    {
        var withCores = exemplars.Where(exemplar => CoreSeconds.Told(exemplar.Record) is not null).ToArray();
        if (withCores.Length > 0)
        {
            yield return new Figure(
                "core-seconds",
                "What the cores did",
                "Makespan × cores. Idle cores while jobs wait are what another setting can win." + string.Concat(exemplars
                    .Where(exemplar => CoreSeconds.Told(exemplar.Record) is null)
                    .GroupBy(exemplar => TimeLedgers.Untold(exemplar.Record), exemplar => exemplar.Profile)
                    .Select(without => $" Without {string.Join(", ", without)}: {without.Key}.")),
                Stacks(
                    withCores,
                    exemplar => exemplar.Record.CoreSeconds!.Total,
                    [.. TimeLedgers.CoreTerms.Select(term => (term.Term, (Func<Exemplar, double?>)(exemplar => term.Value(exemplar.Record.CoreSeconds!))))]),
                TimeLedgers.CoreSeconds(exemplars));
        }

        yield return new Figure(
            "job-seconds",
            "Where the jobs' time went",
            "All response times together: waiting behind earlier jobs, waiting for a thread although the routee was free, and in the handler.",
            Stacks(
                exemplars,
                exemplar => exemplar.Record.JobSeconds.Total,
                [.. TimeLedgers.JobTerms.Select(term => (term.Term, (Func<Exemplar, double?>)(exemplar => term.Value(exemplar.Record.JobSeconds))))]),
            TimeLedgers.JobSeconds(exemplars));
    }

    /// <summary>Queue and service times of the profiles that kept a trace.</summary>
    public static IEnumerable<Figure> Distributions(IReadOnlyList<TracedExemplar> traced)
    {
        var memory = new TickMemory();
        var pools = traced.SelectMany((one, place) => one.Trace.Pools.Select((pool, i) => (
            Name: one.Trace.Pools.Count == 1 ? one.Exemplar.Profile : $"{one.Exemplar.Profile}: {pool.Name}",
            Place: place,
            Pool: i,
            Jobs: new RouteeOrder(one.Trace.ByPool[i], memory)))).Where(one => one.Jobs.AnyRanToItsEnd).ToArray();
        if (pools.Length == 0)
        {
            yield break;
        }

        var table = ReportTables.Pools([.. traced.Select(one => one.Exemplar)]);
        yield return Distribution("queue", "Queue time", "From told to started. If all jobs are told at once, most of this is the time that earlier jobs took.", times => times.Queue);
        yield return Distribution("service", "Service time", "From started to finished. A curve that moves to the right under another profile means that jobs get into each other's way once they run.", times => times.Service);

        Figure Distribution(string id, string heading, string says, Func<JobTimes, long> choose) => new(
            id,
            heading,
            says,
            new Chart(
                ChartKind.Curves,
                new Axis(heading.ToLowerInvariant(), "seconds", Logarithmic: true),
                new Axis("jobs that took no longer", "share"),
                [.. pools.Select((one, i) => new Series(one.Name, Colours.Of(traced[one.Place].Trace.Pools.Count == 1 ? one.Place : i), Cumulative(one.Jobs, choose)))],
                [],
                []),
            table);
    }

    private static Chart Stacks(IReadOnlyList<Exemplar> exemplars, Func<Exemplar, double> total, IReadOnlyList<(string Term, Func<Exemplar, double?> Value)> terms) => new(
        ChartKind.Stacks,
        new Axis("share", "share"),
        new Axis("", "seconds"),
        [
            .. terms.Select((term, place) => new Series(
                term.Term,
                Colours.Of(place),
                [.. exemplars.Select(exemplar => (double?[])[term.Value(exemplar), total(exemplar) > 0 ? term.Value(exemplar) / total(exemplar) : null])])),
        ],
        [.. exemplars.Select(exemplar => $"{exemplar.Profile} ({Figures.Seconds(total(exemplar))})")],
        []);

    // The empirical distribution, through every value or through as many quantiles as a picture can show.
    private static List<double?[]> Cumulative(RouteeOrder jobs, Func<JobTimes, long> choose)
    {
        using var times = jobs.Times(choose);
        var sorted = times.ToSortedSeconds();
        var steps = Math.Min(MostPoints, sorted.Length);
        var points = new List<double?[]>(steps + 1);
        for (var step = 0; step <= steps; step++)
        {
            // From no job at all: at the shortest time the curve rises straight up.
            var rank = (int)((long)sorted.Length * step / steps);
            points.Add([Math.Max(LeastSeconds, Math.Round(sorted[Math.Max(rank, 1) - 1], 9)), Math.Round((double)rank / sorted.Length, 6)]);
        }

        return points;
    }
}
