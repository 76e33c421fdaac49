using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Mul.Actors.Idling;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Tests.Nodes.Coordinating;

public sealed class CoordinatorSpecs : TestKit
{
    private static readonly Guid Run = Guid.NewGuid();
    private static readonly Guid Build = Guid.NewGuid();
    private static readonly Session Here = new(Run, 1, Build);
    private static readonly Incarnation Me = new("node-1", 1, 1);
    private static readonly NodeUsage NoUsage = new(default, default, 0, 0, 0, 0, default, null, null, null, null);
    private static readonly NodeUsage Second = NoUsage with { User = TimeSpan.FromSeconds(1) };

    private static readonly CoordinatorPlan Plan = new()
    {
        Run = Run,
        Build = Build,
        Work = "work",
        Rules = new LeaseRules { Lease = TimeSpan.FromMinutes(10) },
        Jobs = 10,
    };

    private readonly HeldStore _store = new();
    private readonly IActorRef _coordinator;
    private readonly IActorRef _pool;
    private readonly TestProbe _run;

    public CoordinatorSpecs()
        : base(Patience.Hocon)
    {
        _coordinator = CoordinatorWith(_store);
        _pool = PoolOf(_coordinator);
        _run = CreateTestProbe();
    }

    [Fact]
    public async Task A_node_that_joins_is_told_what_there_is_to_do()
    {
        _coordinator.Tell(new Join(Me, Build), TestActor);

        var welcome = await ExpectMsgAsync<Welcome>();
        Assert.Equal((Run, "work"), (welcome.Session.Run, welcome.Work));
    }

    // The coordinator may have been started again since.
    [Fact]
    public async Task A_node_that_leaves_is_said_goodbye_also_if_it_was_not_heard_of_before()
    {
        _coordinator.Tell(new Leave(Me), TestActor);

        Assert.Equal(new Farewell(Me), await ExpectMsgAsync<Farewell>());
    }

    [Fact]
    public async Task A_node_that_leaves_without_having_joined_is_not_one_of_the_run_s()
    {
        _coordinator.Tell(new Leave(Me), TestActor);
        await ExpectMsgAsync<Farewell>();

        _coordinator.Tell(TakeStock.Instance, _run);

        Assert.Empty((await _run.ExpectMsgAsync<Report>()).Nodes);
    }

    [Theory]
    [InlineData("renew")]
    [InlineData("result")]
    [InlineData("leave")]
    public async Task What_a_process_said_is_no_way_to_its_successor_when_it_is_heard_late(string said)
    {
        var dead = CreateTestProbe();
        _coordinator.Tell(new Renew(Me with { Process = 2 }, Here, [new JobsWanted(1, 1)], []), TestActor);
        await ExpectMsgAsync<Renewed>();

        _coordinator.Tell(
            said switch
            {
                "renew" => new Renew(Me, Here, [new JobsWanted(1, 1)], []),
                "result" => new Result(Me, Here, default, [new JobsWanted(1, 1)], []),
                _ => (object)new Leave(Me),
            },
            dead);
        _pool.Tell(new Idle(0), _run);

        Assert.Single((await ExpectMsgAsync<Offer>()).Leases);
    }

    [Fact]
    public async Task Of_two_nodes_of_one_name_that_both_live_one_is_turned_away()
    {
        var other = CreateTestProbe();
        await RenewAsync(Me with { Process = 2 }, this);

        await RenewAsync(Me, other);
        await RenewAsync(Me with { Process = 2 }, this);
        _coordinator.Tell(new Renew(Me, Here, [new JobsWanted(1, 1)], []), other);

        Assert.Equal("another node is called node-1; give this one another --name", (await other.ExpectMsgAsync<TurnedAway>()).Reason);

        async Task RenewAsync(Incarnation node, TestKitBase from)
        {
            _coordinator.Tell(new Renew(node, Here, [new JobsWanted(1, 1)], []), from.TestActor);
            await from.ExpectMsgAsync<Renewed>();
        }
    }

    [Fact]
    public async Task What_a_node_counted_in_no_pool_of_the_run_is_dropped()
    {
        await OfferedAsync();

        _coordinator.Tell(new Counted(Me, [new NodeCount(default, 0, 1), new NodeCount(default, 1, 1), new NodeCount(default, -1, 1)], NoUsage), TestActor);
        _coordinator.Tell(TakeStock.Instance, _run);
        var survey = await ExpectMsgAsync<Survey>();
        _coordinator.Tell(new Surveyed(Me, survey.Number, NoUsage, []), TestActor);

        Assert.Equal(0, Assert.Single((await _run.ExpectMsgAsync<Report>()).Nodes[0].Counts).Pool);
    }

    [Fact]
    public async Task A_node_of_another_build_is_turned_away()
    {
        _coordinator.Tell(new Join(Me, Guid.NewGuid()), TestActor);

        await ExpectMsgAsync<TurnedAway>();
    }

    [Fact]
    public async Task A_node_that_renews_is_answered_even_if_there_is_nothing_to_do()
    {
        _coordinator.Tell(new Renew(Me, Here, [new JobsWanted(1, 1)], []), TestActor);

        await ExpectMsgAsync<Renewed>();
    }

    [Fact]
    public async Task A_node_with_another_run_s_jobs_is_told_of_this_one()
    {
        _coordinator.Tell(new Renew(Me, Here with { Run = Guid.NewGuid() }, [new JobsWanted(1, 1)], []), TestActor);

        Assert.Equal(Here, (await ExpectMsgAsync<Welcome>()).Session);
    }

    [Fact]
    public async Task A_node_with_pools_from_before_the_coordinator_was_started_again_is_told_to_make_them_anew()
    {
        _coordinator.Tell(new Renew(Me, Here with { Epoch = 0 }, [new JobsWanted(1, 1)], []), TestActor);

        Assert.Equal(Here, (await ExpectMsgAsync<Welcome>()).Session);
    }

    [Fact]
    public async Task A_node_of_another_build_that_comes_with_another_run_s_jobs_is_turned_away()
    {
        _coordinator.Tell(new Renew(Me, new Session(Guid.NewGuid(), 1, Guid.NewGuid()), [new JobsWanted(1, 1)], []), TestActor);

        await ExpectMsgAsync<TurnedAway>();
    }

    [Fact]
    public async Task A_result_of_another_run_is_not_this_one_s()
    {
        var lease = await OfferedAsync();

        _coordinator.Tell(ResultOf(lease) with { Session = Here with { Run = Guid.NewGuid() } }, TestActor);

        await ExpectMsgAsync<Welcome>();
        Assert.Empty(_store.Waiting);
    }

    [Fact]
    public async Task A_result_from_before_the_coordinator_was_started_again_counts()
    {
        var lease = await OfferedAsync();

        _coordinator.Tell(ResultOf(lease) with { Session = Here with { Epoch = 0 } }, TestActor);

        await AwaitAssertAsync(() => Assert.Single(_store.Waiting));
    }

    [Fact]
    public async Task A_job_of_the_run_is_offered_and_answered_when_its_outcome_is_in_the_journal()
    {
        var lease = await OfferedAsync();

        _coordinator.Tell(ResultOf(lease), TestActor);
        await AwaitAssertAsync(() => Assert.Single(_store.Waiting));
        await _run.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        _store.Waiting[0].Committed();

        Assert.Equal([lease], (await ExpectMsgAsync<ResultAck>()).Leases);
        var completed = await _run.ExpectMsgAsync<JobProtocol.Transferred>();
        Assert.Equal((0, 99UL, 7L), (completed.JobId, completed.Digest, completed.Bytes));
        Assert.Equal("node-1", _store.Waiting[0].Entries[0].Node);
    }

    [Fact]
    public async Task A_job_takes_as_long_as_its_node_says_and_ends_before_it_was_heard_of()
    {
        var lease = await OfferedAsync();

        var heard = System.Diagnostics.Stopwatch.GetTimestamp();
        _coordinator.Tell(ResultOf(lease) with { HeardAt = heard }, TestActor);
        await AwaitAssertAsync(() => Assert.Single(_store.Waiting));
        _store.Waiting[0].Committed();

        // Done 2 s before it was sent, after 3 s of work.
        var timeline = (await _run.ExpectMsgAsync<JobProtocol.Completed>()).Timeline;
        Assert.Equal(2.0, Seconds(heard - timeline.Finished), 3);
        Assert.Equal(3.0, Seconds(timeline.Finished - timeline.Started), 3);
    }

    [Fact]
    public async Task A_job_of_a_node_whose_process_ended_is_offered_to_another_at_once()
    {
        await OfferedAsync();
        var other = CreateTestProbe();
        _coordinator.Tell(new Renew(Me with { Node = "node-2" }, Here, [new JobsWanted(1, 1)], []), other);
        await other.ExpectMsgAsync<Renewed>();

        _coordinator.Tell(new NodeEnded("node-1"));

        Assert.Equal(new Attempt(1, 2), Assert.Single((await other.ExpectMsgAsync<Offer>()).Leases).Attempt);
    }

    [Fact]
    public async Task A_run_that_stops_has_its_nodes_cancel_what_they_hold()
    {
        var lease = await OfferedAsync();

        _coordinator.Tell(StopRun.Instance);
        await ExpectMsgAsync<StopWork>();
        _coordinator.Tell(new Result(Me, Here, default, [new JobsWanted(1, 1)], [new NodeOutcome { Lease = lease, Kind = OutcomeKind.Cancelled }]), TestActor);

        await _run.ExpectMsgAsync<JobProtocol.Cancelled>();
        Assert.Empty(_store.Waiting);
    }

    [Fact]
    public async Task What_nodes_used_is_reported_when_all_have_said_it()
    {
        await OfferedAsync();
        var dispatcher = new DispatcherIdentity("own", "Dispatcher", "fork-join-executor", 5);

        _coordinator.Tell(TakeStock.Instance, _run);
        var survey = await ExpectMsgAsync<Survey>();
        _coordinator.Tell(new Surveyed(Me, survey.Number, Second, [new NodePoolView(2, [1], dispatcher)]), TestActor);

        var report = await _run.ExpectMsgAsync<Report>();
        Assert.Equal((Second, true), (report.Nodes[0].Usage, report.Nodes[0].HasAnswered));
        Assert.Equal([new RouteeIdentity(0, "node-1/0", dispatcher), new RouteeIdentity(1, "node-1/1", dispatcher) { HasLeft = true }], report.Routees[0]);
    }

    [Fact]
    public async Task Of_a_node_that_does_not_answer_what_it_last_said_is_reported()
    {
        var coordinator = Sys.ActorOf(Coordinator.PropsFor(Plan with { StockPatience = default }));
        await OfferedAsync(coordinator, PoolOf(coordinator));

        coordinator.Tell(new Counted(Me, [], Second), TestActor);

        var node = Assert.Single(await StockOfAsync(coordinator));
        Assert.Equal((Second, false), (node.Usage, node.HasAnswered));
    }

    [Fact]
    public async Task What_a_process_had_used_before_another_took_its_name_is_reported_once()
    {
        var coordinator = Sys.ActorOf(Coordinator.PropsFor(Plan with { StockPatience = default }));
        await OfferedAsync(coordinator, PoolOf(coordinator));
        coordinator.Tell(new Counted(Me, [], Second), TestActor);

        coordinator.Tell(new Renew(Me with { Process = 2 }, Here, [], []), TestActor);

        Assert.Equal([(2, null), (1, Second)], (await StockOfAsync(coordinator)).Select(node => (node.Process, node.Usage)));
        Assert.Equal([(2, null)], (await StockOfAsync(coordinator)).Select(node => (node.Process, node.Usage)));
    }

    [Fact]
    public async Task A_coordinator_that_fails_says_why()
    {
        var failure = new InvalidOperationException("boom");
        var coordinator = Sys.ActorOf(Coordinator.PropsFor(Plan with { Watched = _ => throw failure, Failed = why => TestActor.Tell(why) }));

        coordinator.Tell(Tick.Instance);

        Assert.Same(failure, await ExpectMsgAsync<InvalidOperationException>());
    }

    [Fact]
    public async Task A_run_that_is_stopping_waits_less_long_for_what_a_node_that_does_not_answer_has_used()
    {
        var coordinator = Sys.ActorOf(Coordinator.PropsFor(Plan with { StockPatience = TimeSpan.FromMinutes(10), StopPatience = default }));
        await OfferedAsync(coordinator, PoolOf(coordinator));
        coordinator.Tell(TakeStock.Instance, _run);
        coordinator.Tell(StopRun.Instance);
        await _run.ExpectMsgAsync<Report>();

        coordinator.Tell(TakeStock.Instance, _run);

        await _run.ExpectMsgAsync<Report>();
    }

    [Fact]
    public async Task A_result_is_acknowledged_and_the_next_job_offered_in_one_message()
    {
        var coordinator = CoordinatorWith(store: null);
        var first = await OfferedAsync(coordinator, PoolOf(coordinator));
        coordinator.Tell(new Submit(1, Pool: 0), _run);

        coordinator.Tell(ResultOf(first), TestActor);

        var acknowledgement = await ExpectMsgAsync<ResultAck>();
        Assert.Equal([first], acknowledgement.Leases);
        var second = Assert.Single(acknowledgement.Offered);
        Assert.Equal(1, second.Job);
        coordinator.Tell(ResultOf(second), TestActor);
        Assert.Empty((await ExpectMsgAsync<ResultAck>()).Offered);
    }

    private IActorRef CoordinatorWith(IOutcomeStore? store) => Sys.ActorOf(Coordinator.PropsFor(Plan with { Store = store }));

    private IActorRef PoolOf(IActorRef coordinator) => Sys.ActorOf(NodePool.PropsFor(coordinator, pool: 0, offset: 0));

    private async Task<IReadOnlyList<NodeReport>> StockOfAsync(IActorRef coordinator)
    {
        coordinator.Tell(TakeStock.Instance, _run);
        return (await _run.ExpectMsgAsync<Report>()).Nodes;
    }

    private Task<Lease> OfferedAsync() => OfferedAsync(_coordinator, _pool);

    private async Task<Lease> OfferedAsync(IActorRef coordinator, IActorRef pool)
    {
        coordinator.Tell(new Renew(Me, Here, [new JobsWanted(1, 1)], []), TestActor);
        await ExpectMsgAsync<Renewed>();
        pool.Tell(new Idle(0), _run);
        return Assert.Single((await ExpectMsgAsync<Offer>()).Leases);
    }

    private static Result ResultOf(Lease lease) => new(
        Me,
        Here,
        TimeSpan.FromSeconds(60),
        [new JobsWanted(1, 1)],
        [new NodeOutcome { Lease = lease, Kind = OutcomeKind.Completed, Digest = 99, Bytes = 7, Service = TimeSpan.FromSeconds(3), Age = TimeSpan.FromSeconds(2) }]);

    private static double Seconds(long ticks) => (double)ticks / System.Diagnostics.Stopwatch.Frequency;

    private sealed class HeldStore : IOutcomeStore
    {
        public List<(IReadOnlyList<JournalEntry> Entries, Action Committed)> Waiting { get; } = [];

        public void Append(IReadOnlyList<JournalEntry> entries, Action committed) => Waiting.Add((entries, committed));
    }
}
