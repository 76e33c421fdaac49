using System.Globalization;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Reports;

/// <summary>One run, as a person at a terminal likes to see it.</summary>
internal static class RunTables
{
    public static void Write(IAnsiConsole console, RunRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{record.Profile.Name}[/] [grey]({record.Profile.File})[/]  {record.Workload.Name}, seed {record.Seed.ToString(CultureInfo.InvariantCulture)}{(record.Interrupted ? "  — stopped early: what is known so far" : "")}");
        console.Write(Process(record));
        console.Write(Pools(record.Pools));
        console.Write(Times(record.Pools));
        console.Write(Ledgers(record));
        foreach (var pool in record.Pools.Where(pool => pool.Failures.Count > 0))
        {
            WriteFailures(console, pool);
        }

        FindingList.Write(console, record.Findings);
    }

    // The line of `time`, and what the process cost besides.
    private static Table Process(RunRecord record)
    {
        var table = NewTable("total", "user", "system", "cpu", "peak memory", "allocated", "gc 0/1/2", "gc pause", "switches vol./invol.", "threads");
        table.AddRow(
            Figures.Clock(record.MakespanSeconds),
            Figures.Clock(record.Cpu?.UserSeconds),
            Figures.Clock(record.Cpu?.SystemSeconds),
            Figures.Percent(record.Cpu?.Percent),
            Figures.Bytes(record.Memory?.PeakResidentBytes),
            Figures.Bytes(record.Memory?.AllocatedBytes),
            record.Gc is { } gc ? string.Create(CultureInfo.InvariantCulture, $"{gc.Gen0}/{gc.Gen1}/{gc.Gen2}") : Figures.None,
            Figures.Seconds(record.Gc?.PauseSeconds),
            record.ContextSwitches is { } switches ? $"{Figures.Count(switches.Voluntary)} / {Figures.Count(switches.Involuntary)}" : Figures.None,
            Figures.Count(record.Threads?.Max));
        return table;
    }

    private static Table Pools(IReadOnlyList<PoolRecord> pools)
    {
        var table = NewTable("pool", "", "routees", "dispatcher", "executor", "throughput", "threads", "at once", "jobs", "jobs/s", "bytes", "digest");
        foreach (var pool in pools)
        {
            table.AddRow(
                [
                    new Markup($"[bold]{Markup.Escape(pool.Name)}[/]"), new Markup("asked"),
                    .. Side(pool.Configured),
                    new Text(Figures.Count(pool.Concurrency.Configured)),
                    new Text(Figures.Count(pool.Jobs.Told)), new Text(""), new Text(""), new Text(""),
                ]);
            table.AddRow(
                [
                    new Text(""), new Markup("[bold]seen[/]"),
                    .. Side(pool.Effective),
                    new Text($"{Figures.Count(pool.Concurrency.Max)} (mean {Figures.Count(pool.Concurrency.Mean)})"),
                    Outcomes(pool.Jobs),
                    new Text(Figures.Count(pool.JobsPerSecond)), new Text(Figures.Bytes(pool.Bytes)), new Text(pool.Digest),
                ]);
        }

        return table;
    }

    private static IRenderable[] Side(PoolSide? side) => side is null
        ? [.. Enumerable.Repeat(new Text(Figures.None), 5)]
        :
        [
            new Text(Figures.Count(side.Routees)),
            new Text(side.Dispatcher.Id),
            new Text($"{side.Dispatcher.Type}, {side.Dispatcher.Executor}"),
            new Text(Figures.Count(side.Dispatcher.Throughput)),
            new Text(Figures.Count(side.Dispatcher.Threads)),
        ];

    private static Markup Outcomes(JobCounts jobs)
    {
        var parts = new List<string> { $"[green]{Figures.Count(jobs.Completed)} done[/]" };
        if (jobs.Failed > 0)
        {
            parts.Add($"[red]{Figures.Count(jobs.Failed)} failed[/]");
        }

        if (jobs.Cancelled > 0)
        {
            parts.Add($"[yellow]{Figures.Count(jobs.Cancelled)} cancelled[/]");
        }

        return new Markup(string.Join(", ", parts));
    }

    private static Table Times(IReadOnlyList<PoolRecord> pools)
    {
        var table = NewTable("pool", "time of a job", "mean", "p50", "p90", "p99", "max");
        foreach (var pool in pools)
        {
            Row(pool.Name, "queue (told → started)", pool.QueueSeconds);
            Row("", "  of it with the routee free", pool.DispatchDelaySeconds);
            Row("", "service (started → finished)", pool.ServiceSeconds);
        }

        return table;

        void Row(string pool, string what, Percentiles? values) => table.AddRow(
            new Markup($"[bold]{Markup.Escape(pool)}[/]"),
            new Text(what),
            new Text(Figures.Seconds(values?.Mean)),
            new Text(Figures.Seconds(values?.P50)),
            new Text(Figures.Seconds(values?.P90)),
            new Text(Figures.Seconds(values?.P99)),
            new Text(Figures.Seconds(values?.Max)));
    }

    private static Grid Ledgers(RunRecord record)
    {
        var grid = new Grid().AddColumn().AddColumn();
        if (record.CoreSeconds is { } cores)
        {
            grid.AddRow("[grey]core-seconds[/]", Markup.Escape(
                $"{Figures.Clock(cores.Total)} = user {Figures.Clock(cores.User)} + system {Figures.Clock(cores.System)} + others {Figures.Clock(cores.Others)} + idle {Figures.Clock(cores.Idle)} (unexplained {Figures.Clock(cores.Unexplained)})"));
            if (cores.IdleWhile is { } idle && cores.Idle > 0)
            {
                grid.AddRow("[grey]  idle while[/]", Markup.Escape(
                    $"a job waited for a thread {Figures.Clock(idle.WaitingForThread)}, behind another {Figures.Clock(idle.BehindAnotherJob)}, all were in flight {Figures.Clock(idle.InFlight)}, nothing to do {Figures.Clock(idle.NothingToDo)}"));
            }
        }

        var jobs = record.JobSeconds;
        grid.AddRow("[grey]job-seconds[/]", Markup.Escape(
            $"{Figures.Seconds(jobs.Total)} = behind earlier jobs {Figures.Seconds(jobs.BehindEarlierJobs)} + dispatch delay {Figures.Seconds(jobs.DispatchDelay)} + in the handler {Figures.Seconds(jobs.Handler)}"));
        if (record.Heartbeat is { DelaySeconds: { } delay, TimerSeconds: var timer })
        {
            grid.AddRow("[grey]heartbeat[/]", Markup.Escape(
                $"a bystander on the default dispatcher was late by p50 {Figures.Seconds(delay.P50)}, p99 {Figures.Seconds(delay.P99)}; an Akka timer by p99 {Figures.Seconds(timer?.P99)}"));
        }

        return grid;
    }

    private static void WriteFailures(IAnsiConsole console, PoolRecord pool)
    {
        foreach (var failure in pool.Failures)
        {
            console.MarkupLineInterpolated($"[red]{pool.Name}: {Figures.Count(failure.Jobs)} failed:[/] {Terminal.Plain(failure.Reason)}");
        }
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        }

        return table;
    }
}
