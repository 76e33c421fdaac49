using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Findings;
using Mul.Host.Processes;
using Mul.Host.Statistics;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Findings;

public sealed class GuardRailsSpecs
{
    private static readonly GuardRails Prompt = new(Achieves: [], HeartbeatP99: TimeSpan.FromMilliseconds(50), NoSlower: null);

    [Fact]
    public void A_bystander_of_which_nothing_was_heard_does_not_pass_for_a_prompt_one()
    {
        var (held, gate) = Judge(new HeartbeatRecord(null, null));

        Assert.Equal("heartbeat-p99", Assert.Single(held.Findings).Id);
        Assert.Equal(new RailOutcome("heartbeat-p99", null, null, 0.05, Kept: false), Assert.Single(held.Rails!));
        Assert.Equal(Gate.Slower, gate);
    }

    [Fact]
    public void Samples_that_all_failed_are_judged_by_that_and_not_by_their_bystander()
    {
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(Records.Cell(1, "a", 1) with { Record = null, Failure = "it hung" });

        var held = Prompt.Hold(ledger, CompareRecords.Of(ledger));

        Assert.Empty(held.Findings);
        Assert.Empty(held.Rails!);
    }

    [Theory]
    [InlineData(0.049, true)]
    [InlineData(0.051, false)]
    public void A_bystander_may_be_late_by_what_the_guard_rail_allows(double seconds, bool passes)
    {
        var (held, gate) = Judge(new HeartbeatRecord(new Percentiles(seconds, seconds, seconds, seconds, seconds), null));

        Assert.Equal(passes ? Gate.Passed : Gate.Slower, gate);
        Assert.Equal(passes ? 0 : 1, held.Findings.Count);
        Assert.Equal(new RailOutcome("heartbeat-p99", null, seconds, 0.05, passes), Assert.Single(held.Rails!));
    }

    [Fact]
    public void Delays_are_said_in_the_units_of_every_other_time() =>
        Assert.Equal(
            "a bystander on the default dispatcher was late by 1.23 s (p99), and --heartbeat-p99 allows 50.0 ms.",
            Assert.Single(Judge(new HeartbeatRecord(new Percentiles(1.234, 1.234, 1.234, 1.234, 1.234), null)).Held.Findings).Message);

    // As long as nothing holds threads of the thread pool nor fills the cores, it is not the load that makes a bystander late.
    [Theory]
    [InlineData("thread-pool-executor", 0.1, "Move work that holds its thread (downloaders) to a dispatcher with threads of its own")]
    [InlineData("fork-join-executor", 1.9, "The load leaves the cores no time for others: no more threads than cores (2), or one fewer; downloaders ran on 8.")]
    [InlineData("fork-join-executor", 0.1, "Nothing shows that the load holds threads of the CLR's thread pool or fills the cores: ")]
    public void What_would_help_a_bystander_depends_on_what_made_it_late(string executor, double cpu, string remedy)
    {
        var run = Example.Of(Example.Pool.On("Dispatcher", executor, 8, 8)).Using(cpu) with { Heartbeat = new HeartbeatRecord(Example.All(0.2), null) };
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(new Cell(Phase.Blocks, 1, 0, "a", 1, run, null));

        Assert.StartsWith(remedy, Assert.Single(Prompt.Hold(ledger, CompareRecords.Of(ledger)).Findings).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("makespan", "b needs 2.00 times what a needs, at least 2.00 times, and --no-slower-than allows 1.05.", "Add --html diff.html: it shows in which part of the time the difference sits.")]
    [InlineData("cpu", "b needs 2.00 times what a needs by cpu, at least 2.00 times, and --no-slower-than allows 1.05.", "Add --html diff.html: it shows what each process used.")]
    public void Who_is_too_slow_is_told_where_to_look_with_the_same_command(string metric, string message, string remedy)
    {
        var ledger = new Ledger(Records.Header("a", "b") with { Metric = EnumNames.Find<Metric>(metric)!.Value });
        foreach (var (block, name, seconds) in Enumerable.Range(1, 7).SelectMany(block => new[] { (block, "a", 1), (block, "b", 2) }))
        {
            var cell = Records.Cell(block, name, seconds);
            ledger.Add(cell with { Record = cell.Record! with { Cpu = new CpuUse(seconds, 0, 100) } });
        }

        var finding = Assert.Single(new GuardRails([], null, 0.05).Hold(ledger, CompareRecords.Of(ledger)).Findings);

        Assert.Equal((message, remedy), (finding.Message, finding.Remedy));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Each_pool_has_its_own_outcome_of_how_much_it_ran_at_once(int wanted, bool kept)
    {
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(Records.Cell(1, "a", 1));

        var held = new GuardRails([new AchievesRail(null, wanted)], null, null).Hold(ledger, CompareRecords.Of(ledger));

        Assert.Equal(new RailOutcome("achieves", "idlers", 1, wanted, kept), Assert.Single(held.Rails!));
    }

    [Fact]
    public void A_pool_that_is_named_has_a_guard_rail_of_its_own()
    {
        var ledger = OfPools(("downloaders", 10, 10), ("crunchers", 2, 2));

        Assert.Equal(
            [new RailOutcome("achieves", "downloaders", 10, 10, Kept: true)],
            Held([new AchievesRail("downloaders", 16)], ledger).Rails!);
        Assert.Equal(
            [new RailOutcome("achieves", "downloaders", 10, 4, Kept: true), new RailOutcome("achieves", "crunchers", 2, 1, Kept: true)],
            Held([new AchievesRail("crunchers", 1), new AchievesRail(null, 4)], ledger).Rails!);
    }

    [Fact]
    public void A_pool_that_got_no_job_has_kept_nothing() => Assert.Equal(
        [new RailOutcome("achieves", "downloaders", 0, 8, Kept: null)],
        Held([new AchievesRail("downloaders", 8)], OfPools(("downloaders", 0, 0), ("crunchers", 2, 2))).Rails!);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Samples_that_did_not_do_their_work_judge_nothing(int wanted)
    {
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(Records.Cell(1, "a", 1, failed: 1));

        var held = Held([new AchievesRail(null, wanted)], ledger);

        Assert.Equal([new RailOutcome("achieves", "idlers", 1, wanted, Kept: null)], held.Rails!);
        Assert.Empty(held.Findings);
        Assert.Equal("block 1: 1 of 10 jobs of idlers did not complete (it broke)", held.Profiles[0].Invalid);
    }

    [Theory]
    [InlineData(7, 1.04, true, 0)]
    [InlineData(7, 1.06, false, 10)]
    [InlineData(2, 1.04, null, 11)]
    public void Whether_it_is_slower_is_decided_by_enough_blocks(int blocks, double ratio, bool? kept, int exitCode)
    {
        var ledger = new Ledger(Records.Header("a", "b"));
        for (var block = 1; block <= blocks; block++)
        {
            ledger.Add(Records.Cell(block, "a", 1));
            ledger.Add(Records.Cell(block, "b", ratio));
        }

        var rails = new GuardRails([], null, 0.05).Hold(ledger, CompareRecords.Of(ledger)).Rails!;

        var rail = Assert.Single(rails);
        Assert.Equal(("no-slower-than", "a", 1.05, kept), (rail.Name, rail.Of, rail.Limit, rail.Kept));
        Assert.Equal(ratio, rail.Value!.Value, 9);
        Assert.Equal(exitCode, ExitCode.Of(GuardRails.Judge(rails)));
    }

    private static CompareRecord Held(IReadOnlyList<AchievesRail> achieves, Ledger ledger) => new GuardRails(achieves, null, null).Hold(ledger, CompareRecords.Of(ledger));

    // One sample in which all jobs of a pool completed.
    private static Ledger OfPools(params (string Name, int Jobs, int AtOnce)[] pools)
    {
        var ledger = new Ledger(Records.Header("a"));
        var cell = Records.Cell(1, "a", 1);
        var one = cell.Record!.Pools[0];
        ledger.Add(cell with
        {
            Record = cell.Record with
            {
                Pools = [.. pools.Select(pool => one with { Name = pool.Name, Jobs = new JobCounts(pool.Jobs, pool.Jobs, 0, 0), Concurrency = one.Concurrency with { Max = pool.AtOnce } })],
            },
        });
        return ledger;
    }

    private static (CompareRecord Held, Gate Gate) Judge(HeartbeatRecord heartbeat)
    {
        var ledger = new Ledger(Records.Header("a"));
        foreach (var block in Enumerable.Range(1, 3))
        {
            var cell = Records.Cell(block, "a", 1);
            ledger.Add(cell with { Record = cell.Record! with { Heartbeat = heartbeat } });
        }

        var held = Prompt.Hold(ledger, CompareRecords.Of(ledger));
        return (held, GuardRails.Judge(held.Rails!));
    }
}
