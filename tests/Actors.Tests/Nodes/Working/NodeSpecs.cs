using System.Diagnostics;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Nodes.Working;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Tests.Nodes.Working;

/// <summary>A node between its coordinator, played by the spec, and its pools.</summary>
public sealed class NodeSpecs : TestKit
{
    private static readonly Guid Run = Guid.NewGuid();
    private static readonly Guid Build = Guid.NewGuid();
    private static readonly Session Here = new(Run, 1, Build);
    private static readonly Incarnation Me = new("node-1", 1, 1);
    private static readonly Lease First = new(4, 0, new Attempt(1, 1));

    private readonly ScriptedWorkplace _workplace = new();
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IActorRef _node;
    private Action _opening = () => { };
    private Func<TimeSpan> _clock = () => Ticks.Now;

    public NodeSpecs()
        : base(Patience.Hocon)
    {
        _node = Sys.ActorOf(Node.PropsFor(new NodePlan
        {
            Coordinator = TestActor.Path.ToString(),
            Incarnation = Me,
            Build = Build,
            Open = work =>
            {
                _opening();
                return work == "work" ? _workplace : throw new InvalidDataException(work);
            },
            Clock = () => _clock(),
            Ended = why => _ended.TrySetResult(why),
        }));
    }

    [Fact]
    public async Task A_node_asks_to_join_and_says_what_it_wants_when_its_pools_are_up()
    {
        _node.Tell(Tick.Instance);
        Assert.Equal(new Join(Me, Build), await ExpectMsgAsync<Join>());

        _node.Tell(new Welcome(Here, TimeSpan.FromMinutes(10), "work"));

        var renew = await ExpectMsgAsync<Renew>();
        Assert.Equal((Me, Here, new JobsWanted(3, 3)), (renew.From, renew.Session, Assert.Single(renew.Wanted)));
        Assert.Empty(renew.Held);
    }

    [Fact]
    public async Task While_it_opens_the_pools_of_another_run_those_of_the_last_are_left_alone()
    {
        await WelcomeAsync();
        using var opens = new ManualResetEventSlim();
        _opening = opens.Wait;

        _node.Tell(new Welcome(new Session(Guid.NewGuid(), 1, Build), TimeSpan.FromMinutes(10), "work"));
        await AwaitConditionAsync(() => Task.FromResult(_workplace.IsClosed), max: null, Patience.BetweenLooks);
        _node.Tell(StopWork.Instance);
        _node.Tell(Tick.Instance);
        opens.Set();

        await ExpectMsgAsync<Renew>();
        Assert.False(_workplace.IsCancelled);
    }

    [Fact]
    public async Task A_crash_of_its_own_is_its_end()
    {
        await WelcomeAsync();
        _clock = () => throw new InvalidOperationException("a bug");

        _node.Tell(Tick.Instance);

        Assert.Equal("a bug", (await _ended.Task.WaitAsync(RemainingOrDefault))!.Message);
    }

    [Fact]
    public async Task A_job_that_is_offered_is_started_and_its_outcome_told_with_durations()
    {
        await WelcomeAsync();
        _node.Tell(new Offer([First, First]));
        await AwaitAssertAsync(() => Assert.Equal([4], _workplace.Started));

        var now = Stopwatch.GetTimestamp();
        _workplace.Answer(new JobProtocol.Transferred(4, new JobTimeline(now - (2 * Stopwatch.Frequency), now, Routee: 1, Thread: 9), Digest: 5, Bytes: 6));

        var outcome = Assert.Single((await ExpectMsgAsync<Result>()).Outcomes);
        Assert.Equal((First, OutcomeKind.Completed, 5UL, 6L, 1, 9), (outcome.Lease, outcome.Kind, outcome.Digest, outcome.Bytes, outcome.Routee, outcome.Thread));
        Assert.Equal(2.0, outcome.Service.TotalSeconds, 3);
    }

    [Fact]
    public async Task Its_pools_are_told_no_more_jobs_than_they_have_use_for_and_the_next_when_some_are_done()
    {
        await TakeAsync(6);
        _workplace.Answer(Completed(1));

        // In the place of the one that is done, and one more, since one was done just now.
        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2, 3, 4], _workplace.Started));
    }

    [Fact]
    public async Task Results_wait_for_each_other_while_more_jobs_wait_and_are_told_together_when_none_does()
    {
        await TakeAsync(6);

        _workplace.Answer(Completed(0));
        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2, 3, 4], _workplace.Started));
        _workplace.Answer(Completed(1));

        var result = await ExpectMsgAsync<Result>();
        Assert.Equal([0, 1], result.Outcomes.Select(outcome => outcome.Lease.Job));
        Assert.Equal([new JobsWanted(3, 3, Ahead: 2)], result.Wanted);
        Assert.Equal([0, 1, 2, 3, 4, 5], _workplace.Started);
    }

    [Fact]
    public async Task No_result_waits_for_others_for_long()
    {
        await TakeAsync(6);
        _workplace.Answer(Completed(0));
        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2, 3, 4], _workplace.Started));

        _clock = () => TimeSpan.FromMinutes(1.01);
        _node.Tell(Tick.Instance);

        Assert.Equal(0, Assert.Single((await ExpectMsgAsync<Result>()).Outcomes).Lease.Job);
    }

    [Fact]
    public async Task A_result_that_has_waited_goes_with_the_next_although_more_jobs_wait()
    {
        await TakeAsync(60);
        _workplace.Answer(Completed(0));
        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2, 3, 4], _workplace.Started));

        _clock = () => TimeSpan.FromMinutes(1.01);
        _workplace.Answer(Completed(1));

        Assert.Equal([0, 1], (await ExpectMsgAsync<Result>()).Outcomes.Select(outcome => outcome.Lease.Job));
    }

    [Fact]
    public async Task Jobs_that_wait_in_a_node_are_given_up_with_those_in_hand_when_it_begins_another_life()
    {
        await TakeAsync(6);

        _clock = () => TimeSpan.FromMinutes(20);
        _node.Tell(Tick.Instance);
        var renew = await FishForMessageAsync<Renew>(renew => renew.From.Life == 2);
        Assert.Empty(renew.Held);
        _workplace.Answer(Completed(0));
        _node.Tell(new Offer([First with { Job = 5, Attempt = new Attempt(1, 2) }]));

        // The old ones still run: there is room for one more since one of them is done.
        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2, 5], _workplace.Started));
    }

    [Fact]
    public async Task Jobs_that_wait_in_a_node_are_answered_when_the_run_is_stopped()
    {
        await TakeAsync(6);

        _node.Tell(StopWork.Instance);

        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2, 3, 4, 5], _workplace.Started));
        Assert.True(_workplace.IsCancelled);
    }

    [Fact]
    public async Task Jobs_that_wait_in_a_node_are_not_begun_when_it_leaves()
    {
        await TakeAsync(6);
        _node.Tell(Node.LeaveNow.Instance);
        await ExpectMsgAsync<Counted>();
        await ExpectMsgAsync<Leave>();

        _workplace.Answer(new JobProtocol.Cancelled(0, default));
        _node.Tell(new Farewell(Me));

        Assert.Null(await _ended.Task);
        Assert.Equal([0, 1, 2], _workplace.Started);
    }

    [Fact]
    public async Task A_node_keeps_what_it_holds_until_it_is_acknowledged()
    {
        await WelcomeAsync(lease: TimeSpan.FromMilliseconds(300));
        await DoFirstAsync();

        // Renewed every third of a lease, that is within the time that a spec may wait.
        var renew = await NextRenewAsync();
        Assert.Equal([First], renew.Held);
        _node.Tell(new ResultAck([First], []));
        Assert.Empty((await NextRenewAsync()).Held);
    }

    [Fact]
    public async Task What_a_node_has_used_is_said_with_each_renewal()
    {
        _workplace.Counts = [new NodeCount(default, 0, 1)];
        await WelcomeAsync();

        Assert.Equal(_workplace.Used, (await ExpectMsgAsync<Counted>()).Usage);
    }

    [Fact]
    public async Task A_coordinator_that_was_started_again_gets_what_was_done_before_from_pools_made_anew()
    {
        await WelcomeAsync();
        await DoFirstAsync();
        _node.Tell(new Offer([First with { Job = 5 }]));
        await AwaitAssertAsync(() => Assert.Equal([4, 5], _workplace.Started));

        _node.Tell(new Welcome(Here with { Epoch = 2 }, TimeSpan.FromMinutes(10), "work"));

        var renew = await ExpectMsgAsync<Renew>();
        Assert.True(_workplace.IsClosed);
        Assert.Equal(2, renew.Session.Epoch);
        Assert.Equal([First], renew.Held);
        _node.Tell(Tick.Instance);
        Assert.Equal([First], (await ExpectMsgAsync<Result>()).Outcomes.Select(outcome => outcome.Lease));
    }

    [Fact]
    public async Task Another_run_gets_nothing_of_what_was_done_for_the_one_before()
    {
        await WelcomeAsync();
        await DoFirstAsync();
        var inbox = _workplace.AnswersTo;

        _node.Tell(new Welcome(new Session(Guid.NewGuid(), 1, Build), TimeSpan.FromMinutes(10), "work"));

        Assert.Empty((await ExpectMsgAsync<Renew>()).Held);
        _node.Tell(new Offer([First]));
        await AwaitAssertAsync(() => Assert.Equal([4, 4], _workplace.Started));
        // The old list's job 4, late: it is another job.
        inbox.Tell(new JobProtocol.Completed(4, default, 5));
        _workplace.Answer(new JobProtocol.Completed(4, default, 77));
        Assert.Equal(77UL, Assert.Single((await ExpectMsgAsync<Result>()).Outcomes).Digest);
    }

    [Fact]
    public async Task A_node_that_is_to_leave_cancels_its_work_says_what_it_used_hands_back_and_goes_when_it_may()
    {
        await WelcomeAsync();
        _node.Tell(new Offer([First]));
        await AwaitAssertAsync(() => Assert.Equal([4], _workplace.Started));

        _node.Tell(Node.LeaveNow.Instance);
        Assert.Equal(_workplace.Used, (await ExpectMsgAsync<Counted>()).Usage);
        Assert.Equal(Me, (await ExpectMsgAsync<Leave>()).From);
        Assert.True(_workplace.IsCancelled);
        Assert.False(_ended.Task.IsCompleted);
        _node.Tell(new Farewell(Me));

        Assert.Null(await _ended.Task);
    }

    [Fact]
    public async Task A_node_that_is_turned_away_says_why()
    {
        _node.Tell(new TurnedAway("another build"));

        Assert.Equal("another build", (await _ended.Task)!.Message);
    }

    [Fact]
    public async Task A_node_that_cannot_make_its_pools_says_why()
    {
        _node.Tell(new Welcome(Here, TimeSpan.FromMinutes(10), "no work"));

        Assert.Equal("no work", (await _ended.Task)!.GetBaseException().Message);
    }

    // With the clock standing still; the pool does three at once.
    private async Task TakeAsync(int jobs)
    {
        _clock = () => TimeSpan.FromMinutes(1);
        await WelcomeAsync();
        _node.Tell(new Offer([.. Enumerable.Range(0, jobs).Select(job => First with { Job = job })]));
        await AwaitAssertAsync(() => Assert.Equal([0, 1, 2], _workplace.Started));
    }

    private JobProtocol.Completed Completed(int job) => new(job, new JobTimeline(0, Ticks.Of(_clock()), Routee: 0, Thread: 0), Digest: 5);

    private async Task WelcomeAsync(TimeSpan? lease = null)
    {
        _node.Tell(new Welcome(Here, lease ?? TimeSpan.FromMinutes(10), "work"));
        await ExpectMsgAsync<Renew>();
    }

    private async Task DoFirstAsync()
    {
        _node.Tell(new Offer([First]));
        await AwaitAssertAsync(() => Assert.Contains(First.Job, _workplace.Started));
        _workplace.Answer(new JobProtocol.Completed(First.Job, default, 5));
        await ExpectMsgAsync<Result>();
    }

    private async Task<Renew> NextRenewAsync()
    {
        Renew? renew = null;
        await AwaitAssertAsync(
            async () =>
            {
                _node.Tell(Tick.Instance);
                renew = await FishForMessageAsync<Renew>(_ => true, TimeSpan.FromMilliseconds(50));
            },
            TimeSpan.FromSeconds(10),
            TimeSpan.FromMilliseconds(10));
        return renew!;
    }
}
