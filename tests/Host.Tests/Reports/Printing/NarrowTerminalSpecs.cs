using Mul.Actors.Jobs;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Progress;
using Mul.Host.Reports.Writing;
using Mul.Host.Simulation;
using Mul.Host.Statistics;
using Mul.Host.Tests.Experiments;
using Mul.Host.Tests.Experiments.Tuning;
using Mul.Host.Tests.Profiles;
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

    [Fact]
    public void Its_predictions_go_without_what_can_be_reckoned_before_a_name_is_broken()
    {
        string[] names = [.. Enumerable.Range(1, 12).Select(place => $"team-payments-profile-{place}")];
        var record = CompareRecords.Of(new Ledger(Records.Header(names))) with { Predictions = [.. names.Select(name => new PredictionOutcome(name, 0.0305, 0.0249, 0.036, 0.0342, -0.108, 1))] };

        var lines = Drawing.Of(console => CompareTables.Write(console, record), 80);

        Assert.Contains("│ profile                  │ predicted │ 9 of 10 from │ to      │ measured │", lines);
        Assert.Contains("│ team-payments-profile-10 │ 30.5 ms   │ 24.9 ms      │ 36.0 ms │ 34.2 ms  │", lines);
    }

    [Fact]
    public void A_pipe_has_no_width()
    {
        var record = Compared();
        var lines = Drawing.Of(console => CompareTables.Write(console, record with { Profiles = [record.Profiles[0] with { Name = new string('x', 200) }, .. record.Profiles.Skip(1)] }), Terminal.Nobody.Profile.Width);

        Assert.Equal("profile total user system at once samples", HeadingOf(lines[3]));
        Assert.Contains("0.04 s", CellsOf(lines.Single(line => line.Contains(new string('x', 200), StringComparison.Ordinal))).Select(cell => cell.Trim()));
    }

    [Theory]
    [InlineData(140, "candidate predicted makespan ÷ the leader 95 % interval blocks", "threads routees no less than because of predicted 9 of 10 from to measured")]
    [InlineData(80, "candidate predicted makespan", "threads 1 2 4 8")]
    [InlineData(60, "candidate makespan", "threads 1 2 4 8")]
    [InlineData(40, "candidate makespan", "threads 2")]
    public async Task A_search_keeps_its_candidates_and_what_was_measured(int width, string candidates, string curve)
    {
        var record = await PinnedSearch.RunAsync([4, 2.5, 1, 1]);
        record = record with
        {
            Candidates = [.. record.Candidates.Select(candidate => candidate.Name == record.Winner!.Name ? candidate : candidate with { Name = candidate.Name + "-with-a-name-as-long-as-any" })],
        };

        var lines = Drawing.Of(console => TuneTables.Write(console, record), width);

        Assert.Contains(candidates, lines.Where(line => line.StartsWith('│')).Select(HeadingOf));
        Assert.Contains(curve, lines.Where(line => line.StartsWith('│')).Select(HeadingOf));
        var cells = lines.Where(line => line.StartsWith('│')).SelectMany(CellsOf).Select(cell => cell.Trim()).ToArray();
        Assert.All((string[])["1.00 s", "2.50 s"], figure => Assert.Contains(figure, cells));
        Assert.All(lines.Where(line => line.StartsWith('│')), line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [InlineData(140, "profile routees predicted 9 of 10 from to at once bound by knee")]
    [InlineData(80, "profile routees predicted 9 of 10 from to at once")]
    [InlineData(60, "profile routees predicted 9 of 10 from to")]
    [InlineData(40, "9 of 10 from 9.00 s")]
    public void Predictions_keep_their_band(int width, string columns)
    {
        var samples = new SampleSettings { Workload = new FakeWorkload("downloads"), Options = new OptionValues([], new Dictionary<string, string>()) };
        var forecast = new Forecast(new Band(10, 9, 11), [new ForecastPool("downloaders", 7.63, 30)], new Bound(TimeSpan.FromSeconds(8), Bottleneck.Routees, "downloaders"));
        Prediction[] predictions = [.. Enumerable.Range(1, 7).Select(routees => new Prediction(ProfileLoader.FromText("threads", "mine.hocon", ""), routees, [], forecast))];

        var lines = Drawing.Of(console => PredictTables.Write(console, samples, WhatIf.Nothing, predictions), width);

        Assert.Contains(columns, lines.Where(line => line.StartsWith('│')).Select(HeadingOf));
        var cells = lines.Where(line => line.StartsWith('│')).SelectMany(CellsOf).Select(cell => cell.Trim()).ToArray();
        Assert.All((string[])["10.0 s", "9.00 s", "11.0 s"], figure => Assert.Equal(7, cells.Count(cell => cell == figure)));
    }

    [Theory]
    [InlineData(80, "time of a job mean p50 p90 p99 max")]
    [InlineData(60, "time of a job mean p50 p99 max")]
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
    [InlineData("測測測", 6, "測測測")]
    [InlineData("測測測", 5, "測測…")]
    [InlineData("測測測", 4, "測…")]
    public void What_is_under_way_is_cut_to_its_room(string text, int room, string expected) => Assert.Equal(expected, ProgressColumns.Cut(text, room));

    private static string HeadingOf(string line) => string.Join(' ', CellsOf(line).Select(cell => cell.Trim())).Trim();

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
