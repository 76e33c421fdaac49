using System.Globalization;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Reports.Printing;

/// <summary>One run, as a person at a terminal likes to see it.</summary>
internal static class RunTables
{
    public static void Write(IAnsiConsole console, RunRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(record.Profile.Name)}[/] [grey]({Terminal.Plain(record.Profile.File)})[/]  {Terminal.Plain(record.Workload.Name)}, seed {record.Seed.ToString(CultureInfo.InvariantCulture)}{(record.Interrupted ? "  — stopped early: what is known so far" : "")}");
        console.Write(Process(record, console.Profile.Width));
        foreach (var pool in record.Pools)
        {
            PoolTables.Write(console, record, pool);
        }

        console.Write(Ledgers(record));
        FindingList.Write(console, record.Findings);
    }

    // The line of `time`, and what the process cost besides.
    private static Columns Process(RunRecord record, int width)
    {
        var time = new TextTable(
            "The line of time",
            ["total", "user", "system", "cpu", "threads"],
            [
                [
                    Figures.Clock(record.MakespanSeconds),
                    Figures.Clock(record.Cpu?.UserSeconds),
                    Figures.Clock(record.Cpu?.SystemSeconds),
                    Figures.Percent(record.Cpu?.Percent),
                    Figures.Count(record.Threads?.Max),
                ],
            ]);
        var rest = new TextTable(
            "What it cost besides",
            ["peak memory", "allocated", "gc 0/1/2", "gc pause", "switches vol./invol."],
            [
                [
                    Figures.Bytes(record.Memory?.PeakResidentBytes),
                    Figures.Bytes(record.Memory?.AllocatedBytes),
                    ReportTables.Collections(record),
                    Figures.Seconds(record.Gc?.PauseSeconds),
                    ReportTables.Switches(record),
                ],
            ]);
        return Tables.Beside(Tables.Of(time, _ => Style.Plain, width), Tables.Of(rest, _ => Style.Plain, width));
    }

    private static Grid Ledgers(RunRecord record)
    {
        var grid = new Grid().AddColumn().AddColumn();
        if (CoreSeconds.Told(record) is { } cores)
        {
            grid.AddRow("[grey]core-seconds[/]", Markup.Escape(
                $"{Figures.Clock(cores.Total)} = user {Figures.Clock(cores.User)} + system {Figures.Clock(cores.System)} + others {Figures.Clock(cores.Others)} + idle {Figures.Clock(cores.Idle)} (unexplained {Figures.Clock(cores.Unexplained)})"));
            if (cores.IdleWhile is { } idle && cores.Idle > 0)
            {
                grid.AddRow("[grey]  idle while[/]", Markup.Escape(
                    $"a job waited for a thread {Figures.Clock(idle.WaitingForThread)}, behind another {Figures.Clock(idle.BehindAnotherJob)}, all were in flight {Figures.Clock(idle.InFlight)}, nothing to do {Figures.Clock(idle.NothingToDo)}"));
            }
        }
        else
        {
            grid.AddRow("[grey]core-seconds[/]", TimeLedgers.Untold(record));
        }

        if (record.Nodes is { } nodes)
        {
            var used = nodes.Unheard == 0
                ? "time, memory and threads are theirs and the run's own process's together"
                : $"time, memory and threads are not known: {Figures.Counted(nodes.Unheard, "node")} gave no word of them";
            grid.AddRow("[grey]nodes[/]", Markup.Escape($"{Figures.Count(nodes.Joined)}, up in {Figures.Seconds(nodes.StartupSeconds)} before the run; {used}"));
            if (nodes is not { Redispatched: 0, Died: 0, Expired: 0, Resumed: 0 })
            {
                grid.AddRow("[grey]  leases[/]", Markup.Escape(
                    $"{Figures.Counted(nodes.Redispatched, "job")} handed out again: {Figures.Counted(nodes.Died, "node")} died, {Figures.Counted(nodes.Expired, "lease")} ended; {Figures.Counted(nodes.Stale, "result")} came too late to count; {Figures.Counted(nodes.Resumed, "job")} from the journal"));
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
}
