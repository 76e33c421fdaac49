using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class PoolRecordsSpecs
{
    private static readonly DispatcherIdentity Pinned = new("thread-each", "PinnedDispatcher", "fork-join-executor", 30);

    [Fact]
    public void A_pools_record_is_about_its_own_jobs()
    {
        var pools = RecordsOf(
            [Job(0, 0, 2, pool: 0), Job(0, 0, 10, pool: 1), Job(0, 2, 4, pool: 0), Lost(0, pool: 1)],
            Pool("downloaders"),
            Pool("crunchers"));

        Assert.Equal(["downloaders", "crunchers"], pools.Select(pool => pool.Name));
        Assert.Equal([new JobCounts(2, 2, 0, 0), new JobCounts(2, 1, 1, 0)], pools.Select(pool => pool.Jobs));
        // Over the pool's own makespan: 2 jobs in 4 s, 1 job in 10 s.
        Assert.Equal([0.5, 0.1], pools.Select(pool => Math.Round(pool.JobsPerSecond!.Value, 9)));
        Assert.Equal([1.0, 1.0], pools.Select(pool => Math.Round(pool.Concurrency.Mean, 9)));
    }

    [Fact]
    public void What_a_journal_had_is_completed_and_no_part_of_the_speed()
    {
        var pool = RecordOf([Job(0, 0, 2), Job(0, 2, 4), Lost(0, OutcomeKind.Completed)], Pool("downloaders"));

        Assert.Equal(3, pool.Jobs.Completed);
        Assert.Equal((4, 0.5), (Math.Round(pool.MakespanSeconds!.Value, 9), Math.Round(pool.JobsPerSecond!.Value, 9)));
        Assert.Null(RecordOf([Lost(0, OutcomeKind.Completed)], Pool("downloaders")).JobsPerSecond);
    }

    [Fact]
    public void The_effective_side_is_what_the_routees_saw_and_the_threads_on_which_jobs_started()
    {
        var pool = RecordOf(
            [Job(0, 0, 1, routee: 0, thread: 11), Job(0, 0, 1, routee: 1, thread: 12), Job(0, 1, 2, routee: 0, thread: 11)],
            new PoolTrace("downloaders", [new RouteeIdentity(0, "$a", Pinned), new RouteeIdentity(1, "$b", Pinned), new RouteeIdentity(2, "$c", Pinned)], []));

        Assert.Equal(new PoolSide(3, new DispatcherSide("thread-each", "PinnedDispatcher", "fork-join-executor", 30, Threads: 2)), pool.Effective);
    }

    [Fact]
    public void Routees_that_left_before_they_had_a_job_are_not_counted()
    {
        var pool = RecordOf(
            [Job(0, 0, 1, routee: 0), Job(0, 0, 1, routee: 2)],
            new PoolTrace(
                "downloaders",
                [new(0, "$a", Pinned), new(1, "$b", Pinned) { HasLeft = true }, new(2, "$c", Pinned) { HasLeft = true }, new(3, "$d", Pinned)],
                []));

        Assert.Equal(3, pool.Effective!.Routees);
        Assert.Equal(2, pool.StoppedRoutees);
    }

    [Fact]
    public void What_nobody_saw_or_asked_is_null()
    {
        var pool = RecordOf([], Pool("downloaders"));

        Assert.Null(pool.Effective);
        Assert.Null(pool.Configured);
        Assert.Null(pool.Concurrency.Configured);
        Assert.Null(pool.Concurrency.Counted);
        Assert.Null(pool.JobsPerSecond);
        Assert.Null(pool.QueueSeconds);
        Assert.Equal("0000000000000000", pool.Digest);
    }

    [Fact]
    public void The_configured_side_is_what_the_profile_asked_for()
    {
        var side = new PoolSide(5, new DispatcherSide("thread-each", "PinnedDispatcher", "fork-join-executor", 30, 5));
        var trace = TraceOf([Job(0, 0, 1)], Pool("downloaders"));

        var pool = RunRecords.Of(trace, [new PoolAsked(side, Concurrency: 5, "round-robin-pool")]).Pools[0];

        Assert.Equal(side, pool.Configured);
        Assert.Equal("round-robin-pool", pool.Router);
        Assert.Equal(5, pool.Concurrency.Configured);
    }

    [Fact]
    public void A_digest_is_sixteen_hex_digits() =>
        Assert.Matches("^[0-9a-f]{16}$", RecordOf([Job(0, 0, 1)], Pool("downloaders") with { Digest = 1 }).Digest);

    // Queue times 0, 1, 2, 3, 4 by type 7: the 90 % quantile lies at position 3.6.
    [Fact]
    public void Percentiles_are_exact()
    {
        var queue = RecordOf([.. Enumerable.Range(0, 5).Select(i => Job(0, i, i + 0.5, routee: i))], Pool("downloaders")).QueueSeconds!;

        Assert.Equal([2, 2, 3.6, 3.96, 4], new[] { queue.Mean, queue.P50, queue.P90, queue.P99, queue.Max }.Select(value => Math.Round(value, 6)));
    }

    // Two jobs of 2 s after each other, then the run's end: a third is taken up only to be given back, and a fourth has run for 4 s.
    [Fact]
    public void Jobs_that_were_cancelled_have_no_part_in_the_times_of_a_job_and_theirs_in_what_held_the_routees()
    {
        var pool = RecordOf(
            [Job(0, 0, 2), Job(0, 2, 4), Job(0, 4, 4) with { Outcome = OutcomeKind.Cancelled }, Job(0, 0, 4, routee: 1) with { Outcome = OutcomeKind.Cancelled }],
            Pool("downloaders"));

        Assert.Equal(
            [2, 1, 3, 0],
            new[] { pool.ServiceSeconds, pool.QueueSeconds, pool.ResponseSeconds, pool.DispatchDelaySeconds }.Select(times => Math.Round(times!.Mean, 9)));
        Assert.Equal((2, 2), (Math.Round(pool.Concurrency.Mean, 9), pool.Concurrency.Max));
    }

    [Fact]
    public void The_commonest_failures_of_the_pool_come_first()
    {
        var trace = new Trace
        {
            Records = (JobRecord[])[Lost(0), Lost(0), Lost(0), Lost(0, pool: 1)],
            Pools = [Pool("downloaders"), Pool("crunchers")],
            Reasons = new Dictionary<int, string> { [0] = "404", [1] = "reset", [2] = "reset", [3] = "boom" },
        };

        var pools = RunRecords.Of(trace, []).Pools;

        Assert.Equal([new FailureCount("reset", 2), new FailureCount("404", 1)], pools[0].Failures);
        Assert.Equal([new FailureCount("boom", 1)], pools[1].Failures);
    }

    [Fact]
    public void Every_reason_that_was_kept_is_in_the_record()
    {
        var trace = new Trace
        {
            Records = Enumerable.Repeat(Lost(0), 30).ToArray(),
            Pools = [Pool("downloaders")],
            Reasons = Enumerable.Range(0, 30).ToDictionary(job => job, job => $"http://h/{job}: answered 404"),
        };

        Assert.Equal(trace.Reasons.Values.Order(), RunRecords.Of(trace, []).Pools[0].Failures.Select(failure => failure.Reason).Order());
    }

    [Fact]
    public void A_bystander_that_did_not_answer_is_null_and_one_that_was_late_says_by_how_much()
    {
        var heartbeat = RunRecords.Heartbeat(TimeSpan.FromMilliseconds(100), new HeartbeatProtocol.Delays([At(3) - At(0), At(1) - At(0)]), null);

        Assert.Equal((0.1, 2.0, 3.0), (heartbeat.IntervalSeconds, heartbeat.DelaySeconds!.Mean, heartbeat.DelaySeconds.Max));
        Assert.Null(heartbeat.TimerSeconds);
    }

    [Fact]
    public void What_a_job_does_with_its_thread_is_known_to_the_record() =>
        Assert.Equal(Handling.Blocking, RecordOf([Job(0, 0, 1)], Pool("downloaders") with { Handling = Handling.Blocking }).Handling);

    private static PoolTrace Pool(string name) => new(name, [], []);

    private static Trace TraceOf(JobRecord[] records, params PoolTrace[] pools) =>
        new() { Records = records, Pools = pools, Reasons = new Dictionary<int, string>() };

    private static IReadOnlyList<PoolRecord> RecordsOf(JobRecord[] records, params PoolTrace[] pools) => RunRecords.Of(TraceOf(records, pools), []).Pools;

    private static PoolRecord RecordOf(JobRecord[] records, PoolTrace pool) => RecordsOf(records, pool)[0];
}
