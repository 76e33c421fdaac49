using System.Diagnostics;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using static Mul.Actors.Jobs.JobProtocol;
using static Mul.Actors.Running.RunProtocol;

namespace Mul.Actors.Tests.Running;

/// <summary>A run whose pool is a probe, which answers when the spec says so, and whose time is told.</summary>
public abstract class RunTestKit : TestKit
{
    // Of all that a profile may have under this key it is the one that asks an actor nothing.
    private const string Stopping = """akka.actor.guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy" """;

    private readonly TestProbe _bystander;
    private RunLog? _log;

    protected RunTestKit()
        : base(Patience.Hocon + "\n" + Stopping)
    {
        Pool = CreateTestProbe();
        _bystander = CreateTestProbe();
    }

    protected TestProbe Pool { get; }

    protected IActorRef Run { get; private set; } = ActorRefs.Nobody;

    private protected RunLog Written => _log ?? throw new InvalidOperationException("no run was made");

    /// <summary>A <see cref="Stopwatch"/> timestamp at which the run had begun; pulses are told relative to it.</summary>
    protected long Begun { get; private set; }

    /// <summary>Makes a run of jobs 0 to <paramref name="jobs"/> − 1, for <see cref="Pool"/> unless the plan says otherwise.</summary>
    private protected void MakeRunOf(int jobs, Arrivals? arrivals = null, TimeSpan? maxSilence = null, TimeSpan? grace = null)
    {
        var standard = new RunPlan { Jobs = ListOf(jobs), Pools = [Pool] };
        MakeRun(standard with
        {
            Arrivals = arrivals ?? standard.Arrivals,
            MaxSilence = maxSilence ?? standard.MaxSilence,
            Grace = grace ?? standard.Grace,
        });
    }

    private protected void MakeRun(RunPlan plan)
    {
        _log = new RunLog(plan.Jobs.Count);
        Run = Sys.ActorOf(RunActor.PropsFor(plan, _log));
    }

    /// <summary>Begins the run in the name of the test actor.</summary>
    protected async Task BeginAsync()
    {
        Run.Tell(Begin.Instance, TestActor);
        await RunHasHeardEverythingAsync();
        Begun = Stopwatch.GetTimestamp();
    }

    /// <summary>Tells the run that it is so much later than it began.</summary>
    protected void Pulse(TimeSpan later) => Run.Tell(new Pulse(At(later)));

    protected long At(TimeSpan later) => Begun + (long)(later.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Answers the next job that the pool was told.</summary>
    protected async Task<Job> AnswerNextJobAsync()
    {
        var job = await Pool.ExpectMsgAsync<Job>();
        Answer(job.Id);
        return job;
    }

    protected void Answer(int job, long? finished = null) => Run.Tell(CompletedAt(job, finished ?? Begun));

    protected static Completed CompletedAt(int job, long finished, ulong digest = 0) => new(job, new JobTimeline(finished, finished, 0, 1), digest);

    /// <summary>The ids of the jobs that the pool has been told since it was asked last.</summary>
    protected async Task<IReadOnlyList<int>> ToldAsync()
    {
        await RunHasHeardEverythingAsync();
        var told = new List<int>();
        while (Pool.HasMessages)
        {
            told.Add((await Pool.ExpectMsgAsync<Job>()).Id);
        }

        return told;
    }

    private protected async Task<RunLog> FinishedAsync() => (await ExpectMsgAsync<RunFinished>()).Log;

    protected async Task AssertGoesOnAsync()
    {
        await RunHasHeardEverythingAsync();
        Assert.False(HasMessages, "the run has finished");
    }

    protected static JobList ListOf(int jobs) => JobList.Of(jobs, id => new Numbered(id));

    // Messages are heard in order: with this answer everything told before has been heard.
    private async Task RunHasHeardEverythingAsync()
    {
        Run.Tell(new Identify(null), _bystander);
        await _bystander.ExpectMsgAsync<ActorIdentity>();
    }

    protected sealed record Numbered(int Id) : Job(Id);
}
