using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Exports;

/// <summary>Every sample as a row: who, when, what it took; then the same columns for each pool, the pool's name before them.</summary>
internal static class SampleCsv
{
    // Names as in --json; seconds and bytes.
    private static readonly Column[] Columns =
    [
        new("startedAt", record => record.StartedAt.UtcDateTime),
        new("makespanSeconds", record => record.MakespanSeconds),
        new("userSeconds", record => record.Cpu?.UserSeconds),
        new("systemSeconds", record => record.Cpu?.SystemSeconds),
        new("cpuPercent", record => record.Cpu?.Percent),
        new("peakResidentBytes", record => record.Memory?.PeakResidentBytes),
        new("allocatedBytes", record => record.Memory?.AllocatedBytes),
        new("gen0", record => record.Gc?.Gen0),
        new("gen1", record => record.Gc?.Gen1),
        new("gen2", record => record.Gc?.Gen2),
        new("gcPauseSeconds", record => record.Gc?.PauseSeconds),
        new("voluntarySwitches", record => record.ContextSwitches?.Voluntary),
        new("involuntarySwitches", record => record.ContextSwitches?.Involuntary),
        new("maxThreads", record => record.Threads?.Max),
        new("heartbeatP99Seconds", record => record.Heartbeat?.DelaySeconds?.P99),
        new("timerP99Seconds", record => record.Heartbeat?.TimerSeconds?.P99),
        new("calibrationSeconds", record => record.Noise?.CalibrationSeconds),
        new("stealSeconds", record => record.Noise?.StealSeconds),
        new("pressureSeconds", record => record.Noise?.PressureSeconds),
        new("throttledSeconds", record => record.Noise?.ThrottledSeconds),
        new("runnableTasks", record => record.Noise?.RunnableTasks),
    ];

    private static readonly PoolColumn[] PoolColumns =
    [
        new("told", pool => pool.Jobs.Told),
        new("completed", pool => pool.Jobs.Completed),
        new("failed", pool => pool.Jobs.Failed),
        new("cancelled", pool => pool.Jobs.Cancelled),
        new("bytes", pool => pool.Bytes),
        new("jobsPerSecond", pool => pool.JobsPerSecond),
        new("meanConcurrency", pool => pool.Concurrency.Mean),
        new("maxConcurrency", pool => pool.Concurrency.Max),
        new("queueP50Seconds", pool => pool.QueueSeconds?.P50),
        new("queueP99Seconds", pool => pool.QueueSeconds?.P99),
        new("dispatchDelayP99Seconds", pool => pool.DispatchDelaySeconds?.P99),
        new("serviceP50Seconds", pool => pool.ServiceSeconds?.P50),
        new("serviceP99Seconds", pool => pool.ServiceSeconds?.P99),
        new("responseP99Seconds", pool => pool.ResponseSeconds?.P99),
    ];

    public static string Of(ReportSource source)
    {
        string[] pools = [.. source.Samples.SelectMany(cell => cell.Record?.Pools ?? []).Select(pool => pool.Name).Distinct()];
        var csv = new Csv();
        WriteHead(csv, pools);
        foreach (var cell in source.Samples)
        {
            csv.Add(cell.Phase.NameOf()).Add(cell.Block).Add(cell.Order + 1).Add(cell.Profile).Add(cell.Seed);
            csv.Add(Outcome(cell));
            foreach (var column in Columns)
            {
                csv.Add(cell.Record is { } record ? column.Value(record) : null);
            }

            foreach (var name in pools)
            {
                var pool = cell.Record?.Pools.FirstOrDefault(one => one.Name == name);
                csv.Add(pool?.Digest);
                foreach (var column in PoolColumns)
                {
                    csv.Add(pool is null ? null : column.Value(pool));
                }
            }

            csv.EndRow();
        }

        return csv.ToString();
    }

    private static void WriteHead(Csv csv, string[] pools)
    {
        foreach (var name in (string[])["phase", "block", "order", "profile", "seed", "failure", .. Columns.Select(column => column.Name)])
        {
            csv.Add(name);
        }

        foreach (var pool in pools)
        {
            csv.Add($"{pool}.digest");
            foreach (var column in PoolColumns)
            {
                csv.Add($"{pool}.{column.Name}");
            }
        }

        csv.EndRow();
    }

    private static string? Outcome(Cell cell) => cell.Failure ?? (cell.Record?.Interrupted == true ? "stopped early" : null);

    private sealed record Column(string Name, Func<RunRecord, IFormattable?> Value);

    private sealed record PoolColumn(string Name, Func<PoolRecord, IFormattable?> Value);
}
