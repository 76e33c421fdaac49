using System.Diagnostics;
using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Jobs;

public sealed class RouteeSpecs() : TestKit(Patience.Hocon)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_is_stamped_when_it_is_taken_up_and_when_its_work_is_done(bool async)
    {
        var routee = Routee();
        var told = Stopwatch.GetTimestamp();
        long during = 0;
        var thread = 0;

        routee.Tell(JobOf(async, 7, () =>
        {
            during = Stopwatch.GetTimestamp();
            thread = Environment.CurrentManagedThreadId;
            return JobResult.Completed(digest: 42, bytes: 1_000);
        }));

        var completed = await ExpectMsgAsync<Transferred>();
        var heard = Stopwatch.GetTimestamp();
        Assert.Equal((7, 42UL, 1_000L), (completed.JobId, completed.Digest, completed.Bytes));
        Assert.InRange(completed.Timeline.Started, told, during);
        Assert.InRange(completed.Timeline.Finished, during, heard);
        Assert.Equal(thread, completed.Timeline.Thread);
        Assert.Equal(0, completed.Timeline.Routee);
    }

    [Fact]
    public async Task Waiting_without_a_thread_belongs_to_the_service_time()
    {
        var routee = Routee();
        var gate = new TaskCompletionSource<JobResult>(TaskCreationOptions.RunContinuationsAsynchronously);

        routee.Tell(new AsyncWork(0, () => gate.Task));
        await AwaitConditionAsync(() => Task.FromResult(GaugeOf(routee).InFlight == 1), max: null, Patience.BetweenLooks);
        var opened = Stopwatch.GetTimestamp();
        gate.SetResult(JobResult.Completed(0));

        var timeline = (await ExpectMsgAsync<Completed>()).Timeline;
        Assert.True(timeline.Started < opened);
        Assert.True(timeline.Finished >= opened);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_that_failed_or_was_cancelled_is_answered_so(bool async)
    {
        var routee = Routee();

        routee.Tell(JobOf(async, 1, () => JobResult.Failed("404 from origin")));
        routee.Tell(JobOf(async, 2, () => JobResult.Cancelled));

        var failed = await ExpectMsgAsync<Failed>();
        var cancelled = await ExpectMsgAsync<Cancelled>();
        Assert.Equal((1, "404 from origin"), (failed.JobId, failed.Reason));
        Assert.Equal(2, cancelled.JobId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_is_answered_as_failed_before_the_restart_and_the_next_job_is_done(bool async)
    {
        // The witness hears jobs' outcomes and births alike, so their order is seen.
        var routee = Sys.ActorOf(ScriptedRoutee.PropsFor(TestActor));
        await ExpectMsgAsync<Born>();

        routee.Tell(JobOf(async, 1, Boom));
        routee.Tell(JobOf(async, 2, () => JobResult.Completed(5)));

        var failed = await ExpectMsgAsync<Failed>();
        await ExpectMsgAsync<Born>();
        var completed = await ExpectMsgAsync<Completed>();
        Assert.Equal((1, "InvalidOperationException: boom"), (failed.JobId, failed.Reason));
        Assert.InRange(failed.Timeline.Finished, failed.Timeline.Started, completed.Timeline.Started);
        Assert.Equal((2, 5UL), (completed.JobId, completed.Digest));
    }

    [Fact]
    public async Task A_crash_after_an_await_is_answered_to_the_jobs_sender()
    {
        var routee = Routee();
        var sender = CreateTestProbe();

        routee.Tell(new AsyncWork(3, async () =>
        {
            await Task.Yield();
            return Boom();
        }), sender);

        Assert.Equal(3, (await sender.ExpectMsgAsync<Failed>()).JobId);
    }

    [Fact]
    public async Task Each_job_has_one_outcome_however_many_crash()
    {
        var routee = Routee();

        for (var id = 0; id < 30; id++)
        {
            var crashes = id % 3 == 0;
            routee.Tell(JobOf(async: id % 2 == 0, id, () => crashes ? Boom() : JobResult.Completed(0)));
        }

        var outcomes = await ReceiveNAsync(30, RemainingOrDefault).ToListAsync();
        await AssertNothingElseWasTold(routee);
        Assert.Equal(Enumerable.Range(0, 30), outcomes.Cast<Outcome>().Select(outcome => outcome.JobId));
        Assert.Equal(10, outcomes.OfType<Failed>().Count());
    }

    [Fact]
    public async Task A_job_without_a_handler_is_failed_and_no_restart_is_needed()
    {
        var routee = Sys.ActorOf(ScriptedRoutee.PropsFor(TestActor));
        await ExpectMsgAsync<Born>();

        routee.Tell(new StrangeJob(4));
        routee.Tell(new Work(5, () => JobResult.Completed(0)));

        var failed = await ExpectMsgAsync<Failed>();
        Assert.Equal(4, failed.JobId);
        Assert.Contains(nameof(StrangeJob), failed.Reason, StringComparison.Ordinal);
        Assert.Equal(5, (await ExpectMsgAsync<Completed>()).JobId);
        Assert.Equal(0, GaugeOf(routee).InFlight);
    }

    [Fact]
    public async Task A_job_counts_as_in_flight_from_its_start_to_its_outcome()
    {
        var routee = Routee();
        var inside = -1;

        routee.Tell(new Work(0, () =>
        {
            inside = GaugeOf(routee).InFlight;
            return JobResult.Completed(0);
        }));
        await ExpectMsgAsync<Completed>();
        var afterwards = GaugeOf(routee).InFlight;
        routee.Tell(new Work(1, Boom));
        await ExpectMsgAsync<Failed>();

        Assert.Equal((1, 0), (inside, afterwards));
        Assert.Equal(0, GaugeOf(routee).InFlight);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_whose_routee_is_stopped_by_it_is_no_longer_in_flight(bool async)
    {
        var pool = Sys.ActorOf(ScriptedRoutee.PropsFor(ActorRefs.Nobody).WithRouter(new RoundRobinPool(1).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop))));
        await WatchAsync(pool);
        var gauge = PoolGauges.Of(Sys).For(pool.Path);
        var inside = -1;

        pool.Tell(JobOf(async, 0, () =>
        {
            inside = gauge.InFlight;
            return Boom();
        }));

        // A router without routees stops.
        await ExpectMsgAsync<Terminated>();
        Assert.Equal((1, 0), (inside, gauge.InFlight));
    }

    private static Job JobOf(bool async, int id, Func<JobResult> work) =>
        async ? new AsyncWork(id, () => Task.FromResult(work())) : new Work(id, work);

    private static JobResult Boom() => throw new InvalidOperationException("boom");

    private IActorRef Routee() => Sys.ActorOf(ScriptedRoutee.PropsFor(ActorRefs.Nobody));

    private PoolGauge GaugeOf(IActorRef routee) => PoolGauges.Of(Sys).For(routee.Path.Parent);

    private async Task AssertNothingElseWasTold(IActorRef routee)
    {
        routee.Tell(new Identify(null));
        await ExpectMsgAsync<ActorIdentity>();
    }
}
