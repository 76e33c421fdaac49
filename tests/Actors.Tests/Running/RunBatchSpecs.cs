using Akka.Actor;
using Akka.TestKit;
using Mul.Actors.Running;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Running;

/// <summary>A run with many jobs to tell at once keeps listening while it tells them.</summary>
public sealed class RunBatchSpecs : RunTestKit
{
    private const int Jobs = 5 * RunActor.Batch;

    [Fact]
    public async Task Many_jobs_are_told_in_order_while_outcomes_come_in()
    {
        var answeredWhenTold = new List<int>();
        OnEachJob((run, job) =>
        {
            Assert.Equal(answeredWhenTold.Count, job.Id);
            answeredWhenTold.Add(Written.Answered);
            run.Tell(CompletedAt(job.Id, Begun));
        });
        MakeRunOf(Jobs);

        Run.Tell(RunProtocol.Begin.Instance, TestActor);

        var log = await FinishedAsync();
        Assert.Equal((Jobs, Jobs), (log.Told, log.Answered));
        Assert.Equal(Jobs, answeredWhenTold.Count);
        // The pool answers at once, so at most a few batches of outcomes are under way.
        Assert.InRange(answeredWhenTold[^1], Jobs / 2, Jobs - 1);
    }

    [Fact]
    public async Task A_cancel_is_heard_before_all_jobs_are_told()
    {
        OnEachJob((run, job) =>
        {
            run.Tell(CompletedAt(job.Id, Begun));
            if (job.Id == RunActor.Batch + 1)
            {
                run.Tell(RunProtocol.Cancel.Instance);
            }
        });
        MakeRunOf(Jobs);

        Run.Tell(RunProtocol.Begin.Instance, TestActor);

        var log = await FinishedAsync();
        Assert.InRange(log.Told, RunActor.Batch + 2, Jobs / 2);
        Assert.Equal(log.Told, log.Answered);
    }

    private void OnEachJob(Action<IActorRef, Job> handle) => Pool.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
    {
        handle(sender, (Job)message);
        return AutoPilot.KeepRunning;
    }));
}
