using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Progress;
using Mul.Host.Statistics;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Printing;

/// <summary>Where there is too little room the less important figures are left out, and none is broken.</summary>
public sealed class NarrowTerminalSpecs
{
    [Theory]
    [InlineData(140, "profile total user system at once samples")]
    [InlineData(80, "profile total user system at once samples")]
    [InlineData(70, "profile total user at once samples")]
    [InlineData(52, "profile total at once")]
    [InlineData(40, "profile total")]
    public void A_comparison_goes_without_user_and_system_before_anything_else_and_never_without_the_total(int width, string columns)
    {
        var lines = Drawing.Of(console => CompareTables.Write(console, Compared()), width);

        Assert.Equal(columns, string.Join(' ', CellsOf(lines[3]).Select(cell => cell.Trim())));
        Assert.Contains("0.04 s", CellsOf(lines.First(line => line.StartsWith("│ threads", StringComparison.Ordinal))).Select(cell => cell.Trim()));
    }

    [Theory]
    [InlineData(80, "candidate ÷ sequential 95 % interval verdict")]
    [InlineData(60, "candidate ÷ sequential 95 % interval")]
    [InlineData(40, "candidate ÷ sequential")]
    public void Its_ratios_go_without_what_the_sentences_below_them_say(int width, string columns)
    {
        var lines = Drawing.Of(console => CompareTables.Write(console, Compared()), width);

        Assert.StartsWith(columns, string.Join(' ', CellsOf(lines.Single(line => line.StartsWith("│ candidate", StringComparison.Ordinal))).Select(cell => cell.Trim())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, "time of a job mean p50 p90 p99 max")]
    [InlineData(60, "time of a job p50 p99 max")]
    [InlineData(40, "time of a job p99 max")]
    public void The_times_of_a_run_s_jobs_keep_their_highest(int width, string columns)
    {
        var lines = Drawing.Of(console => PoolTables.Write(console, Records.Record("a", 1), Pool(told: 1)), width);

        var heading = lines.Single(line => line.StartsWith("│ time of a job", StringComparison.Ordinal));
        Assert.Equal(columns, string.Join(' ', CellsOf(heading).Select(cell => cell.Trim())));
        Assert.Contains("│ 50.0 ms │", string.Concat(lines), StringComparison.Ordinal);
        Assert.DoesNotContain("…", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void One_job_is_one() =>
        Assert.Contains(Drawing.Of(console => PoolTables.Write(console, Records.Record("a", 1), Pool(told: 1)), 140), line => line.StartsWith("  1 job told · 1 completed", StringComparison.Ordinal));

    [Theory]
    [InlineData("block 1 of 6, a", 20, "block 1 of 6, a")]
    [InlineData("block 1 of 6, a", 15, "block 1 of 6, a")]
    [InlineData("block 1 of 6, a", 14, "block 1 of 6,…")]
    public void What_is_under_way_is_cut_to_its_room(string text, int room, string expected) => Assert.Equal(expected, ProgressColumns.Cut(text, room));

    private static string[] CellsOf(string line) => line.Split('│', StringSplitOptions.RemoveEmptyEntries);

    private static CompareRecord Compared()
    {
        var ledger = new Ledger(Records.Header("sequential", "threads", "async"));
        for (var block = 1; block <= 7; block++)
        {
            foreach (var name in ledger.Names)
            {
                ledger.Add(Records.Cell(block, name, 0.04));
            }
        }

        var record = CompareRecords.Of(ledger);
        return record with { Profiles = [.. record.Profiles.Select(profile => profile with { Concurrency = [new ComparedPool("downloaders", 5, 4.8, 5)] })] };
    }

    private static PoolRecord Pool(int told)
    {
        var times = new Percentiles(0.01, 0.02, 0.03, 0.04, 0.05);
        return Records.Record("a", 1).Pools[0] with { Jobs = new JobCounts(told, told, 0, 0), QueueSeconds = times, DispatchDelaySeconds = times, ServiceSeconds = times };
    }
}
