using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Experiments.Blocks;

public sealed class ExperimentSpecs
{
    private readonly List<string> _measured = [];
    private readonly Reports _reports = new();

    [Fact]
    public async Task Every_block_runs_every_profile_once()
    {
        var ledger = await RunAsync(Records.Plan(blocks: 3, "a", "b"), _ => 1);

        Assert.Equal(["1 a", "1 b", "2 a", "2 b", "3 a", "3 b"], Cells(ledger));
    }

    [Fact]
    public async Task What_the_ledger_has_is_not_measured_again()
    {
        var plan = Records.Plan(blocks: 2, "a", "b");
        var ledger = new Ledger(plan.ToHeader());
        ledger.Add(Records.Cell(1, "b", 1));

        await RunAsync(plan, _ => 1, ledger);

        Assert.Equal(["a", "a", "b"], _measured.Order(StringComparer.Ordinal));
        Assert.Equal(["1 a", "1 b", "2 a", "2 b"], Cells(ledger));
    }

    [Fact]
    public async Task Of_three_profiles_the_best_two_run_again_on_fresh_blocks()
    {
        var ledger = await RunAsync(Records.Plan(blocks: 2, "a", "b", "c"), profile => profile == "b" ? 9 : 1);

        Assert.Equal(
            ["1 a", "1 c", "2 a", "2 c"],
            ledger.Cells.Where(cell => cell.Phase == Phase.Final).Select(cell => $"{cell.Block} {cell.Profile}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_left_counts_the_final_from_the_first_sample_on()
    {
        await RunAsync(Records.Plan(blocks: 2, "a", "b", "c"), profile => profile == "b" ? 9 : 1);

        Assert.Equal([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], _reports.Select(report => report.Left));
    }

    [Fact]
    public async Task A_profile_that_loses_its_jobs_does_not_lead_however_soon_it_has_done_so()
    {
        var ledger = await RunAsync(Records.Plan(blocks: 2, "a", "b", "c", "d"), profile => profile switch { "b" => 0.1, "d" => 9, _ => 1 }, failed: profile => profile == "b" ? 1 : 0);

        Assert.Equal(["a", "c"], Finalists(ledger));
    }

    [Fact]
    public async Task Of_a_profile_that_loses_its_jobs_nothing_is_said_so_far()
    {
        await RunAsync(Records.Plan(blocks: 7, "a", "b"), profile => profile == "b" ? 0.1 : 1, failed: profile => profile == "b" ? 1 : 0);

        Assert.All(_reports, report => Assert.Null(report.Running));
    }

    [Fact]
    public async Task A_profile_that_is_never_measured_does_not_keep_the_others_from_their_final()
    {
        var ledger = await RunAsync(Records.Plan(blocks: 2, "a", "b", "c"), profile => profile == "b" ? throw new SampleFailedException("it hung") : 1);

        Assert.Equal(["a", "c"], Finalists(ledger));
    }

    [Fact]
    public async Task One_profile_that_did_its_work_has_nobody_to_run_against_again()
    {
        var ledger = await RunAsync(Records.Plan(blocks: 2, "a", "b", "c"), _ => 1, failed: profile => profile == "c" ? 0 : 1);

        Assert.Empty(Finalists(ledger));
    }

    [Fact]
    public async Task A_final_that_is_gone_on_with_keeps_its_two_though_one_of_them_has_lost_a_job_since()
    {
        var plan = Records.Plan(blocks: 2, "a", "b", "c");
        static double Seconds(string profile) => profile == "b" ? 9 : 1;
        var ledger = await RunAsync(plan with { Confirm = false }, Seconds);
        ledger.Add(Records.Cell(1, "c", 1, failed: 1) with { Phase = Phase.Final });

        await RunAsync(plan, Seconds, ledger);

        Assert.Equal(["a", "c"], Finalists(ledger));
    }

    [Fact]
    public async Task A_sample_that_fails_is_recorded_with_its_reason()
    {
        var ledger = await RunAsync(Records.Plan(blocks: 1, "a", "b"), profile => profile == "b" ? throw new SampleFailedException("it hung") : 1);

        Assert.Equal("it hung", ledger.Cells.Single(cell => cell.Profile == "b").Failure);
    }

    [Fact]
    public async Task A_sample_that_took_too_long_says_so_and_is_no_sample_of_its_profile()
    {
        var plan = Records.Plan(blocks: 1, "a", "b");
        plan = plan with { Samples = plan.Samples with { Timeout = TimeSpan.FromSeconds(30) } };
        var ledger = new Ledger(plan.ToHeader());
        var experiment = new Experiment(plan, ledger, ledger.Add, (profile, _) => Task.FromResult(Records.Record(plan.Names[profile], 1, failed: 3 * profile) with { Interrupted = profile == 1 }));

        await experiment.RunAsync(_reports, CancellationToken.None);

        Assert.Equal("block 1: it took longer than the 30.0 s of --sample-timeout. Allow more, or ask for fewer jobs.", Flaws.Of(ledger, "b"));
        // What is known of it is kept.
        Assert.Equal(7, ledger.Cells.Single(cell => cell.Profile == "b").Record!.Pools[0].Jobs.Completed);
        Assert.Null(Flaws.Of(ledger, "a"));
    }

    [Fact]
    public async Task Until_an_interval_is_narrow_blocks_go_on_to_the_next_look()
    {
        // The candidate takes twice as long in every block, so that the interval is a point at the first look, after ten blocks.
        var ledger = await RunAsync(Records.Plan(blocks: 10, "a", "b") with { Until = 0.01 }, profile => profile == "b" ? 2 : 1);

        Assert.Equal(10, ledger.Cells.Max(cell => cell.Block));
    }

    // One block of half as much again makes the interval of ten blocks wide, and no more that of 14 or 15: by the exact distribution at
    // α = 0.0163 it leaves out the 4, 14 and 18 largest Walsh averages; 10, 14 and 15 hold that block.
    [Fact]
    public async Task What_is_gone_on_with_ends_after_as_many_blocks_as_if_it_had_not_been_interrupted()
    {
        var plan = Records.Plan(blocks: 10, "a", "b") with { Until = 0.05 };
        static double Seconds(int block) => block == 1 ? 1.5 : 1;
        var undisturbed = await RunByBlockAsync(plan, Seconds);
        var resumed = new Ledger(plan.ToHeader());
        foreach (var cell in undisturbed.Cells.Where(cell => cell.Block <= 14))
        {
            resumed.Add(cell);
        }

        await RunByBlockAsync(plan, Seconds, resumed);

        Assert.Equal(15, undisturbed.Cells.Max(cell => cell.Block));
        Assert.Equal(15, resumed.Cells.Max(cell => cell.Block));
    }

    [Theory]
    [InlineData("c", false)]
    [InlineData("c", true)]
    [InlineData("b c", false)]
    [InlineData("a", false)]
    public async Task Of_profiles_that_did_not_do_their_work_no_interval_is_waited_for(string flawed, bool isNeverMeasured)
    {
        // Nobody could say how long one that loses its jobs takes: 1 s or 3 s.
        var samples = 0;
        bool IsFlawed(string profile) => flawed.Contains(profile, StringComparison.Ordinal);
        var ledger = await RunAsync(
            Records.Plan(blocks: 10, "a", "b", "c") with { Until = 0.01 },
            profile => !IsFlawed(profile) ? 1 : isNeverMeasured ? throw new SampleFailedException("it hung") : ++samples % 2 == 0 ? 1 : 3,
            failed: profile => IsFlawed(profile) ? 1 : 0);

        Assert.Equal(10, LastBlock(ledger));
    }

    // The candidate is imprecise at the first look, and loses a job before the second.
    [Fact]
    public async Task A_job_that_is_lost_after_a_look_does_not_change_what_was_seen_at_it()
    {
        var plan = Records.Plan(blocks: 10, "a", "b", "c") with { Until = 0.01 };
        var samples = 0;
        double Seconds(string profile) => profile != "c" ? 1 : samples++ % 2 == 0 ? 1 : 3;
        int Failed(string profile) => profile == "c" && samples >= 12 ? 1 : 0;
        var undisturbed = await RunAsync(plan, Seconds, failed: Failed);
        var resumed = new Ledger(plan.ToHeader());
        foreach (var cell in undisturbed.Cells.Where(cell => cell.Phase == Phase.Blocks && cell.Block <= 14))
        {
            resumed.Add(cell);
        }

        await RunAsync(plan, Seconds, resumed, Failed);

        Assert.Equal((15, 15), (LastBlock(undisturbed), LastBlock(resumed)));
    }

    // Against nine candidates ten blocks that agree are no verdict: 9 · 2/1024 = 0.0176.
    [Theory]
    [InlineData(8, 10)]
    [InlineData(9, 15)]
    public async Task No_look_suffices_at_which_there_can_be_no_verdict(int candidates, int blocks)
    {
        var ledger = await RunAsync(Records.Plan(blocks: 10, [.. "abcdefghij"[..(candidates + 1)].Select(name => $"{name}")]) with { Until = 0.01, Confirm = false }, _ => 1);

        Assert.Equal(blocks, LastBlock(ledger));
    }

    // Six blocks that agree have p = 2/64 = 0.031.
    [Theory]
    [InlineData(null, true)]
    [InlineData(0.01, false)]
    public async Task What_is_said_so_far_is_as_strict_as_what_will_be_said(double? until, bool isSlower)
    {
        await RunAsync(Records.Plan(blocks: 10, "a", "b") with { Until = until }, profile => profile == "b" ? 2 : 1);

        Assert.Equal(isSlower, _reports.First(report => report.Block == 7).Running!.Verdict == Verdict.Slower);
    }

    [Fact]
    public async Task A_cancelled_experiment_keeps_no_half_measured_sample()
    {
        using var cancellation = new CancellationTokenSource();

        var ledger = await RunAsync(Records.Plan(blocks: 3, "a", "b"), _ =>
        {
            if (_measured.Count == 3)
            {
                cancellation.Cancel();
            }

            return 1;
        }, cancellation: cancellation.Token);

        Assert.Equal(2, ledger.Cells.Count);
    }

    // The candidate's time is its block's; the baseline's is 1.
    private Task<Ledger> RunByBlockAsync(ExperimentPlan plan, Func<int, double> secondsOf, Ledger? ledger = null)
    {
        var there = ledger is null ? 0 : ledger.Cells.Count(cell => cell.Profile == "b");
        return RunAsync(plan, profile => profile == "b" ? secondsOf(++there) : 1, ledger);
    }

    private async Task<Ledger> RunAsync(
        ExperimentPlan plan, Func<string, double> seconds, Ledger? ledger = null, Func<string, int>? failed = null, CancellationToken cancellation = default)
    {
        ledger ??= new Ledger(plan.ToHeader());
        var experiment = new Experiment(plan, ledger, ledger.Add, (profile, _) =>
        {
            var name = plan.Profiles[profile].Name;
            _measured.Add(name);
            return Task.FromResult(Records.Record(name, seconds(name), failed: failed?.Invoke(name) ?? 0));
        });
        await experiment.RunAsync(_reports, cancellation);
        return ledger;
    }

    private static int LastBlock(Ledger ledger) => ledger.Cells.Where(cell => cell.Phase == Phase.Blocks).Max(cell => cell.Block);

    private static IEnumerable<string> Finalists(Ledger ledger) =>
        ledger.Cells.Where(cell => cell.Phase == Phase.Final).Select(cell => cell.Profile).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Cells(Ledger ledger) =>
        ledger.Cells.Where(cell => cell.Phase == Phase.Blocks).Select(cell => $"{cell.Block} {cell.Profile}").Order(StringComparer.Ordinal);

    private sealed class Reports : List<ExperimentProgress>, IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => Add(value);
    }
}
