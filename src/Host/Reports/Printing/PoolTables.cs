using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Reports.Printing;

/// <summary>One pool: what the profile asked for beside what the routees saw, and where its jobs' time went.</summary>
internal static class PoolTables
{
    public static void Write(IAnsiConsole console, RunRecord record, PoolRecord pool)
    {
        console.Write(Tables.Beside(AskedAndSeen(pool), Times(pool, console.Profile.Width)));
        if (pool.Effective is null && record.Nodes is not null)
        {
            console.MarkupLine("  [yellow]what the routees saw is not known: no node has told of them[/]");
        }

        console.MarkupLineInterpolated($"  {Terminal.Plain(Outcomes(pool))}");
        foreach (var (jobs, reason) in FailureText.Of(record, pool))
        {
            console.MarkupLineInterpolated($"  [red]{jobs}[/]{(reason is null ? "" : $": {Terminal.Plain(reason)}")}");
        }
    }

    private static Table AskedAndSeen(PoolRecord pool)
    {
        var table = Tables.New(pool.Name, "asked", "seen");
        // Where there is no room for a dispatcher's name it goes on in the next line.
        table.Columns[1].NoWrap = table.Columns[2].NoWrap = false;
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

    private static Table Times(PoolRecord pool, int width)
    {
        var text = new TextTable(
            "Times",
            ["time of a job", "mean", "p50", "p90", "p99", "max"],
            [Row("queue: told → started", pool.QueueSeconds), Row("  with its routee free", pool.DispatchDelaySeconds), Row("service: → finished", pool.ServiceSeconds)]);
        text = Tables.Fitting(text, width, "p90", "mean", "p50");
        var table = Tables.New([.. text.Columns]);
        // Words may go on in the next line, figures may not.
        table.Columns[0].NoWrap = false;
        foreach (var row in text.Rows)
        {
            table.AddRow([new Text(row[0]), .. row.Skip(1).Select(IRenderable (figure) => new Text(figure, new Style()).RightJustified())]);
        }

        return table;

        static string[] Row(string what, Percentiles? values) =>
            [what, .. new[] { values?.Mean, values?.P50, values?.P90, values?.P99, values?.Max }.Select(Figures.Seconds)];
    }

    private static string Outcomes(PoolRecord pool)
    {
        var jobs = pool.Jobs;
        var parts = new List<string> { $"{Figures.Counted(jobs.Told, "job")} told", $"{Figures.Count(jobs.Completed)} completed" };
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
