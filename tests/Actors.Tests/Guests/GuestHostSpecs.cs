using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Mul.Actors.Guests;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Guests;

/// <summary>An actor that knows nothing of Mul, in the place of a routee.</summary>
public sealed class GuestHostSpecs() : TestKit(Patience.Hocon)
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task It_is_told_its_own_message_and_its_reply_is_the_jobs_outcome()
    {
        var host = Host(Props.Create(() => new Waiter()), job => new Order(job.Id, "soup"), outcome: (_, reply) => JobResult.Completed(((Served)reply).Digest));

        host.Tell(Job(7));

        var completed = await ExpectMsgAsync<Completed>();
        Assert.Equal((7, 704UL), (completed.JobId, completed.Digest));
        Assert.InRange(completed.Timeline.Started, 1, completed.Timeline.Finished);
        Assert.Equal(0, GaugeOf(host).InFlight);
    }

    [Fact]
    public async Task Without_a_judge_of_replies_a_failure_has_failed_and_anything_else_has_completed()
    {
        var host = Host(Props.Create(() => new Waiter()), job => new Order(job.Id, job.Id == 0 ? "soup" : "stone"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
        var failed = await ExpectMsgAsync<Failed>();
        Assert.Equal((1, "ArgumentException: nobody eats stone"), (failed.JobId, failed.Reason));
    }

    [Fact]
    public async Task It_lives_in_the_routees_own_place()
    {
        var host = Host(Props.Create(() => new Waiter()), _ => Where.Instance, outcome: (_, reply) => JobResult.Failed((string)reply));

        host.Tell(Job(0));

        Assert.Equal($"{host.Path} under {host.Path.Parent}", (await ExpectMsgAsync<Failed>()).Reason);
    }

    // Become replaces behaviour on the cell; a host that had put itself there would now be deaf.
    [Fact]
    public async Task It_may_become_another_stash_and_set_timers()
    {
        var host = Host(Props.Create(() => new Late()), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        Assert.Equal([0, 1], await ReceiveNAsync(2, RemainingOrDefault).Cast<Completed>().Select(completed => completed.JobId).ToListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_may_go_back_to_the_behaviour_that_it_was_made_with(bool stacked)
    {
        var host = Host(Props.Create(() => new TwoHanded(stacked)), job => new Order(job.Id, "soup"), outcome: (_, reply) => JobResult.Completed(((Served)reply).Digest));

        for (var job = 0; job < 4; job++)
        {
            host.Tell(Job(job));
        }

        Assert.Equal([1, 2, 1, 2], await ReceiveNAsync(4, RemainingOrDefault).Cast<Completed>().Select(completed => completed.Digest).ToListAsync());
    }

    // Who asks has the reply at once; the next job would be said to wait for a thread while the routee is not free.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_whose_handler_goes_on_after_its_reply_ends_with_the_handler(bool async)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var witness = CreateTestProbe();
        var host = Host(Props.Create(() => new Tidy(async, witness, gate.Task)), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        await witness.ExpectMsgAsync("served");
        var inFlight = GaugeOf(host).InFlight;
        gate.SetResult();

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
        Assert.Equal((1, 0), (inFlight, GaugeOf(host).InFlight));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_another_replies_to_while_its_handler_awaits_ends_with_the_handler(bool anotherWaits)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cook = CreateTestProbe();
        var host = Host(Props.Create(() => new Idle(cook, gate.Task)), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        await cook.ExpectMsgAsync<Order>();
        if (anotherWaits)
        {
            host.Tell(Job(1));
        }

        cook.Reply(new Served(0));
        var inFlight = GaugeOf(host).InFlight;
        gate.SetResult();

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
        Assert.Equal(1, inFlight);
    }

    [Fact]
    public async Task A_reply_counts_when_its_handler_goes_on_for_longer_than_is_waited()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = Host(Props.Create(() => new Tidy(false, CreateTestProbe(), gate.Task)), job => new Order(job.Id, "soup"), TimeSpan.FromMilliseconds(20));

        host.Tell(Job(0));

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
        gate.SetResult();
    }

    [Fact]
    public async Task While_it_awaits_the_next_job_waits_and_no_thread_does()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = Host(Props.Create(() => new Patient(gate.Task)), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));
        await AwaitConditionAsync(() => Task.FromResult(GaugeOf(host).InFlight == 1), max: null, Patience.BetweenLooks);
        gate.SetResult();

        var first = await ExpectMsgAsync<Completed>();
        var second = await ExpectMsgAsync<Completed>();
        Assert.Equal((0, 1), (first.JobId, second.JobId));
        Assert.True(second.Timeline.Started >= first.Timeline.Finished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_fails_the_job_in_hand_and_the_guest_is_restarted_with_its_own_message(bool async)
    {
        var witness = CreateTestProbe();
        var host = Host(Props.Create(() => new Fragile(async, witness)), job => new Order(job.Id, job.Id == 0 ? "stone" : "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        var failed = await ExpectMsgAsync<Failed>();
        Assert.Equal((0, "InvalidOperationException: broken by stone"), (failed.JobId, failed.Reason));
        Assert.Equal(new Order(0, "stone"), await witness.ExpectMsgAsync<Order>());
        Assert.Equal(1, (await ExpectMsgAsync<Completed>()).JobId);
        Assert.Equal(0, GaugeOf(host).InFlight);
    }

    [Fact]
    public async Task What_it_has_set_aside_is_for_its_next_incarnation()
    {
        var hasCrashed = new StrongBox<bool>();
        var host = Host(Props.Create(() => new Fussy(hasCrashed)), job => new Order(job.Id, job.Id == 1 ? "stone" : "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        Assert.Equal(1, (await ExpectMsgAsync<Failed>()).JobId);
        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_on_a_job_that_was_set_aside_fails_that_job_and_no_other(bool allAreOneMessage)
    {
        var hasBroken = new StrongBox<bool>();
        var soup = new Order(0, "soup");
        var host = Host(Props.Create(() => new Nervous(hasBroken)), job => allAreOneMessage ? soup : new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));
        host.Tell(Job(2));

        var failed = await ExpectMsgAsync<Failed>();
        Assert.Equal((0, "InvalidOperationException: broken by soup"), (failed.JobId, failed.Reason));
        Assert.Equal([1, 2], await ReceiveNAsync(2, RemainingOrDefault).Cast<Completed>().Select(completed => completed.JobId).ToListAsync());
        Assert.Equal(0, GaugeOf(host).InFlight);
    }

    [Fact]
    public async Task A_job_whose_message_cannot_be_made_has_failed_and_the_guest_knows_nothing_of_it()
    {
        var witness = CreateTestProbe();
        var host = Host(
            Props.Create(() => new Fragile(false, witness)),
            job => job.Id == 0 ? throw new InvalidOperationException("no menu") : new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        Assert.Equal("InvalidOperationException: no menu", (await ExpectMsgAsync<Failed>()).Reason);
        Assert.Equal(1, (await ExpectMsgAsync<Completed>()).JobId);
        Assert.False(witness.HasMessages);
    }

    [Fact]
    public async Task A_message_that_it_does_not_handle_fails_the_job_at_once()
    {
        var host = Host(Props.Create(() => new Late()), _ => "what?");

        host.Tell(Job(3));

        Assert.Equal("Late has no handler for String", (await ExpectMsgAsync<Failed>()).Reason);
    }

    [Fact]
    public async Task A_message_that_another_actor_does_not_handle_is_no_matter()
    {
        var auditor = Sys.ActorOf(Props.Create(() => new Grumpy()));
        var cook = CreateTestProbe();
        var host = Host(Props.Create(() => new Secretary(auditor, cook)), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        await cook.ExpectMsgAsync<Order>();
        auditor.Tell(new Identify(null));
        await ExpectMsgAsync<ActorIdentity>();
        cook.Reply(new Served(0));

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
    }

    // What the guest has before it must not count as this job's time.
    [Fact]
    public async Task A_message_that_it_does_not_handle_fails_the_job_before_the_next_is_taken_up()
    {
        using var mayServe = new SemaphoreSlim(0);
        var host = Host(Props.Create(() => new Deliberate(mayServe)), job => job.Id == 1 ? "what?" : new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));
        host.Tell(Job(2));
        mayServe.Release();

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
        Assert.Equal("Deliberate has no handler for String", (await ExpectMsgAsync<Failed>()).Reason);
        mayServe.Release();
        Assert.Equal(2, (await ExpectMsgAsync<Completed>()).JobId);
    }

    [Fact]
    public async Task Its_children_are_supervised_as_its_props_say()
    {
        var witness = CreateTestProbe();
        var strategy = new OneForOneStrategy(crash =>
        {
            witness.Tell(crash.Message);
            return Directive.Stop;
        });
        var host = Host(Props.Create(() => new Chef()).WithSupervisorStrategy(strategy), job => new Order(job.Id, "stone"));

        host.Tell(Job(0));

        Assert.Equal("broken by stone", await witness.ExpectMsgAsync<string>());
    }

    [Fact]
    public async Task It_is_given_back_to_whoever_made_it()
    {
        var producer = new Agency(CreateTestProbe());
        var host = Host(Props.CreateBy(producer), job => new Order(job.Id, "soup"));

        host.Tell(PoisonPill.Instance);

        await producer.Witness.ExpectMsgAsync<Waiter>();
    }

    [Fact]
    public async Task A_guest_whose_ActorSystem_ends_has_not_taken_as_long_as_it_may()
    {
        var shortLived = ActorSystem.Create("short-lived");
        var actor = new GuestActor { Props = _ => Props.Create(() => new Secretary(TestActor)), Message = job => new Order(job.Id, "soup"), Timeout = TimeSpan.FromHours(1) };
        var host = shortLived.ActorOf(GuestHost.PropsFor(actor, new PoolSetup(Sys.Settings.Config, Job(0).Options, CancellationToken.None)));
        host.Tell(Job(0), TestActor);
        await ExpectMsgAsync<Order>();

        await shortLived.Terminate();

        Assert.Equal("no reply before its ActorSystem ended", (await ExpectMsgAsync<Failed>()).Reason);
    }

    [Fact]
    public async Task A_guest_that_does_not_reply_in_time_has_failed_the_job_and_may_not_change_its_mind()
    {
        var silent = CreateTestProbe();
        var host = Host(Props.Create(() => new Secretary(silent)), job => new Order(job.Id, "soup"), TimeSpan.FromMilliseconds(20));

        host.Tell(Job(0));

        Assert.Equal("no reply within 0.02 s", (await ExpectMsgAsync<Failed>()).Reason);
        await silent.ExpectMsgAsync<Order>();
        silent.Reply(new Served(1));
        host.Tell(new Identify(null));
        await ExpectMsgAsync<ActorIdentity>();
    }

    [Fact]
    public async Task A_guest_that_is_waited_for_without_end_may_take_its_time()
    {
        var cook = CreateTestProbe();
        var host = Host(Props.Create(() => new Secretary(cook)), job => new Order(job.Id, "soup"), Timeout.InfiniteTimeSpan);

        host.Tell(Job(0));
        await cook.ExpectMsgAsync<Order>();
        cook.Reply(new Served(0));

        Assert.Equal(0, (await ExpectMsgAsync<Completed>()).JobId);
    }

    [Fact]
    public async Task A_reply_through_somebody_else_counts_from_when_the_job_was_taken_up()
    {
        var cook = CreateTestProbe();
        var host = Host(Props.Create(() => new Secretary(cook)), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));
        await cook.ExpectMsgAsync<Order>();
        var first = cook.LastSender;
        await cook.ExpectMsgAsync<Order>();
        var inFlight = GaugeOf(host).InFlight;
        cook.Reply(new Served(1));
        first.Tell(new Served(0));

        Assert.Equal(2, inFlight);
        Assert.Equal([1, 0], await ReceiveNAsync(2, RemainingOrDefault).Cast<Completed>().Select(completed => completed.JobId).ToListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_guest_that_cannot_be_started_fails_each_job_with_the_reason(bool inItsConstructor)
    {
        var host = Host(Props.Create(() => new Stillborn(inItsConstructor)), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        Assert.All(
            await ReceiveNAsync(2, RemainingOrDefault).Cast<Failed>().ToListAsync(),
            failed => Assert.Equal("Stillborn could not be started: InvalidOperationException: no database", failed.Reason));
    }

    [Fact]
    public async Task A_guest_that_cannot_be_restarted_fails_each_job_with_the_reason()
    {
        var host = Host(Props.Create(() => new Frail()), job => new Order(job.Id, "soup"));

        host.Tell(Job(0));
        host.Tell(Job(1));

        Assert.Equal("InvalidOperationException: broken", (await ExpectMsgAsync<Failed>()).Reason);
        Assert.Equal("Frail could not be started: InvalidOperationException: still broken", (await ExpectMsgAsync<Failed>()).Reason);
    }

    [Fact]
    public async Task A_guest_that_throws_as_it_stops_has_left_all_the_same()
    {
        var host = Host(Props.Create(() => new Grumpy()), job => new Order(job.Id, "soup"));
        await WatchAsync(host);

        host.Tell(PoisonPill.Instance);

        await ExpectTerminatedAsync(host);
        Assert.True(Assert.Single(GaugeOf(host).Routees).HasLeft);
    }

    [Fact]
    public void A_workload_without_an_actor_says_so()
    {
        var refused = Assert.Throws<UserException>(() => Host(Props.None, job => job));

        Assert.Equal("the Props of a workload's actor are null (Props.None is) or have no type. Make them with Props.Create.", refused.Message);
    }

    [Fact]
    public async Task A_judge_that_throws_fails_the_job_and_not_the_guest()
    {
        var witness = CreateTestProbe();
        var host = Host(Props.Create(() => new Fragile(false, witness)), job => new Order(job.Id, "soup"), outcome: (_, _) => throw new InvalidCastException("unreadable"));

        host.Tell(Job(0));

        Assert.Equal("InvalidCastException: unreadable", (await ExpectMsgAsync<Failed>()).Reason);
        Assert.False(witness.HasMessages);
    }

    private sealed class Agency(TestProbe witness) : IIndirectActorProducer
    {
        public TestProbe Witness => witness;

        public Type ActorType => typeof(Waiter);

        public ActorBase Produce() => new Waiter();

        public void Release(ActorBase actor) => witness.Tell(actor);
    }

    private static GuestJob Job(int id) => new(id, 1, new OptionValues([], new Dictionary<string, string>()), IsWarmup: false);

    private PoolGauge GaugeOf(IActorRef host) => PoolGauges.Of(Sys).For(host.Path.Parent);

    private IActorRef Host(Props guest, Func<GuestJob, object> message, TimeSpan? timeout = null, Func<GuestJob, object, JobResult>? outcome = null)
    {
        var actor = new GuestActor { Props = _ => guest, Message = message, Timeout = timeout ?? Never };
        actor = outcome is null ? actor : actor with { Outcome = outcome };
        return Sys.ActorOf(GuestHost.PropsFor(actor, new PoolSetup(Sys.Settings.Config, Job(0).Options, CancellationToken.None)));
    }
}
