using Mul.Host.Statistics;
using Mul.Host.Traces;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Reports;

/// <summary>One pool: what the profile asked for beside what the routees saw, and where its jobs' time went.</summary>
internal static class PoolTables
{
    public static void Write(IAnsiConsole console, RunRecord record, PoolRecord pool)
    {
        console.Write(Tables.Beside(AskedAndSeen(pool), Times(pool)));
        console.MarkupLineInterpolated($"  {Terminal.Plain(Outcomes(pool))}");
        foreach (var failure in pool.Failures)
        {
            console.MarkupLineInterpolated($"  [red]{ReportText.FailedOf(record, failure)}:[/] {Terminal.Plain(failure.Reason)}");
        }
    }

    private static Table AskedAndSeen(PoolRecord pool)
    {
        var table = Tables.New(pool.Name, "asked", "seen");
        Row("routees", side => Figures.Count(side.Routees));
        Row("dispatcher", side => side.Dispatcher.Id);
        Row("type", side => side.Dispatcher.Type);
        Row("executor", side => side.Dispatcher.Executor);
        Row("throughput", side => Figures.Count(side.Dispatcher.Throughput));
        Row("threads", side => Figures.Count(side.Dispatcher.Threads));
        table.AddRow(
            new Markup("[bold]jobs at once[/]"),
            new Text(Figures.Count(pool.Concurrency.Configured)),
            new Markup($"[bold]{Figures.Count(pool.Concurrency.Max)}[/] [grey](mean {Figures.Count(pool.Concurrency.Mean)})[/]"));
        return table;

        void Row(string name, Func<PoolSide, string> value)
        {
            var asked = pool.Configured is { } configured ? value(configured) : Figures.None;
            var seen = pool.Effective is { } effective ? value(effective) : Figures.None;
            // What differs is what this table is for.
            var colour = pool.Configured is not null && asked != Figures.None && asked != seen ? "yellow" : "default";
            table.AddRow(new Text(name), new Text(Terminal.Plain(asked)), new Markup($"[{colour}]{Tables.Escape(seen)}[/]"));
        }
    }

    private static Table Times(PoolRecord pool)
    {
        var table = Tables.New("time of a job", "mean", "p50", "p90", "p99", "max");
        Row("queue: told → started", pool.QueueSeconds);
        Row("  with its routee free", pool.DispatchDelaySeconds);
        Row("service: → finished", pool.ServiceSeconds);
        return table;

        void Row(string what, Percentiles? values) => table.AddRow(
            [
                new Text(what),
                .. new[] { values?.Mean, values?.P50, values?.P90, values?.P99, values?.Max }
                    .Select(IRenderable (value) => new Text(Figures.Seconds(value), new Style()).RightJustified()),
            ]);
    }

    private static string Outcomes(PoolRecord pool)
    {
        var jobs = pool.Jobs;
        var parts = new List<string> { $"{Figures.Count(jobs.Told)} jobs told", $"{Figures.Count(jobs.Completed)} completed" };
        if (jobs.Failed > 0)
        {
            parts.Add($"{Figures.Count(jobs.Failed)} failed");
        }

        if (jobs.Cancelled > 0)
        {
            parts.Add($"{Figures.Count(jobs.Cancelled)} cancelled");
        }

        if (pool.JobsPerSecond is { } speed)
        {
            parts.Add($"{Figures.Count(speed)} jobs/s");
        }

        if (pool.Bytes > 0)
        {
            parts.Add(Figures.Bytes(pool.Bytes));
        }

        parts.Add($"digest {pool.Digest}");
        return string.Join(" · ", parts);
    }
}
