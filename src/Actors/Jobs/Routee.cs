using System.Diagnostics;
using Akka.Actor;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Jobs;

/// <summary>Stamps each job, does it, and answers it with exactly one outcome, even when the work crashes.</summary>
/// <remarks>
/// Which handler a subclass registers decides what a pool's size means: <see cref="Handles{TJob}"/> holds the
/// dispatcher's thread, <see cref="HandlesAsync{TJob}"/> holds only the mailbox.
/// </remarks>
public abstract class Routee : ReceiveActor
{
    private readonly Placement _placement = PoolGauges.Of(Context.System).Enter(Context);
    private long _started;
    private int _thread;
    private bool _hasJob;

    /// <summary>Registers work that holds its thread until it is done.</summary>
    protected void Handles<TJob>(Func<TJob, JobResult> work)
        where TJob : Job
    {
        Receive<TJob>(job =>
        {
            Start();
            Reply(job, work(job));
        });
    }

    /// <summary>Registers work that frees its thread while it waits.</summary>
    protected void HandlesAsync<TJob>(Func<TJob, Task<JobResult>> work)
        where TJob : Job
    {
        // ReceiveAsync holds the mailbox until the work ends, so nr-of-instances is the number of jobs
        // in flight: the very thing a profile sets. PipeTo would lift that limit.
        ReceiveAsync<TJob>(async job =>
        {
            Start();
            Reply(job, await work(job));
        });
    }

    // Not in PostStop, which is a workload's to override.
    public override void AroundPostStop()
    {
        base.AroundPostStop();
        LayDown();
        _placement.Pool.Leave(_placement);
    }

    // The restart drops the job in hand; without this reply its run would wait for it in vain.
    protected override void PreRestart(Exception reason, object message)
    {
        if (message is Job job)
        {
            Reply(job, JobResult.Failed(reason));
        }

        base.PreRestart(reason, message);
    }

    // A workload's mistake; its run would wait for this job in vain, too.
    protected override void Unhandled(object message)
    {
        if (message is Job job)
        {
            Start();
            Reply(job, JobResult.Failed($"{GetType().Name} has no handler for {job.GetType().Name}"));
        }
        else
        {
            base.Unhandled(message);
        }
    }

    private void Start()
    {
        _placement.Pool.JobStarted();
        _hasJob = true;
        _thread = Environment.CurrentManagedThreadId;
        _started = Stopwatch.GetTimestamp();
    }

    private void Reply(Job job, JobResult result)
    {
        var timeline = new JobTimeline(_started, Stopwatch.GetTimestamp(), _placement.Number, _thread);
        LayDown();
        Sender.Tell(result.OutcomeOf(job.Id, timeline));
    }

    // A routee that its supervisor stops never answers the job in hand.
    private void LayDown()
    {
        if (_hasJob)
        {
            _hasJob = false;
            _placement.Pool.JobFinished();
        }
    }
}
