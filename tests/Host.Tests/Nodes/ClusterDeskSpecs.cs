using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;
using Mul.Host.Nodes.Clustering;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Tests.Nodes;

public sealed class ClusterDeskSpecs : TestKit
{
    private readonly TestProbe _router;

    public ClusterDeskSpecs() => _router = CreateTestProbe();

    [Fact]
    public async Task A_job_is_pushed_once_and_its_outcome_is_answered_once()
    {
        var desk = Desk(TimeSpan.FromMinutes(1));
        desk.Tell(new Submit(17, 0), TestActor);
        var offer = await _router.ExpectMsgAsync<Offer>();
        Assert.Equal([17], offer.Leases.Select(lease => lease.Job));

        desk.Tell(ResultOf(17), _router);
        desk.Tell(ResultOf(17), _router);

        Assert.Equal(OutcomeKind.Completed, (await ExpectMsgAsync<Settled>()).Outcome.Kind);
        desk.Tell(TakeStock.Instance, TestActor);
        // No second Settled came before it.
        Assert.Equal((0, 1), await CountsAsync());
    }

    [Fact]
    public async Task After_a_silence_what_has_no_outcome_has_failed_as_lost()
    {
        var desk = Desk(TimeSpan.Zero);
        desk.Tell(new Submit(17, 0), TestActor);
        await _router.ExpectMsgAsync<Offer>();

        desk.Tell(Tick.Instance);

        var settled = await ExpectMsgAsync<Settled>();
        Assert.Equal((17, OutcomeKind.Failed), (settled.Outcome.Lease.Job, settled.Outcome.Kind));
        Assert.Equal(
            "lost: no node has answered anything for 0 s. Akka.Cluster's router sends a job once, whatever becomes of it: with --window fewer are on their way, and mul.nodes.silence allows longer ones",
            settled.Outcome.Reason);
    }

    [Fact]
    public async Task A_job_that_is_not_done_yet_is_not_lost_before_the_silence_is_over()
    {
        var desk = Desk(TimeSpan.FromMinutes(1));
        desk.Tell(new Submit(17, 0), TestActor);

        desk.Tell(Tick.Instance);

        desk.Tell(TakeStock.Instance, TestActor);
        Assert.Equal((1, 0), await CountsAsync());
    }

    [Fact]
    public async Task Jobs_that_keep_coming_do_not_break_a_silence()
    {
        var desk = Desk(TimeSpan.FromMilliseconds(50));
        var job = 0;

        await AwaitAssertAsync(async () =>
        {
            desk.Tell(new Submit(job++, 0), TestActor);
            desk.Tell(Tick.Instance);
            Assert.Equal(OutcomeKind.Failed, (await ExpectMsgAsync<Settled>(TimeSpan.FromMilliseconds(10))).Outcome.Kind);
        });
    }

    [Fact]
    public async Task A_run_that_is_stopping_has_its_jobs_answered_as_cancelled()
    {
        var desk = Desk(TimeSpan.FromMinutes(1));
        desk.Tell(new Submit(17, 0), TestActor);

        desk.Tell(StopRun.Instance);

        Assert.Equal(OutcomeKind.Cancelled, (await ExpectMsgAsync<Settled>()).Outcome.Kind);
    }

    [Fact]
    public async Task What_nodes_still_say_of_a_run_that_is_stopping_is_not_late()
    {
        var desk = Desk(TimeSpan.FromMinutes(1));
        desk.Tell(new Submit(17, 0), TestActor);
        desk.Tell(StopRun.Instance);
        await ExpectMsgAsync<Settled>();

        desk.Tell(ResultOf(17), _router);

        desk.Tell(TakeStock.Instance, TestActor);
        Assert.Equal((0, 0), await CountsAsync());
    }

    private IActorRef Desk(TimeSpan silence) => Sys.ActorOf(Props.Create(() => new ClusterDesk(new[] { _router.Ref }, silence)));

    // Outstanding, and too late to count.
    private async Task<(int Held, int Stale)> CountsAsync()
    {
        var report = await ExpectMsgAsync<Report>();
        return (report.Leases.Held, report.Leases.Stale);
    }

    private static Result ResultOf(int job) => new(
        new Incarnation("one", 1, 1),
        default,
        TimeSpan.FromSeconds(1),
        [],
        [new NodeOutcome { Lease = new Lease(job, 0, new Attempt(1, 1)), Kind = OutcomeKind.Completed, Digest = 1 }]);
}
