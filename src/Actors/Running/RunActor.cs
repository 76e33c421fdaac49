using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;
using static Mul.Actors.Running.RunProtocol;

namespace Mul.Actors.Running;

/// <summary>Tells a run's jobs to their pools until each has its outcome, then answers and stops.</summary>
/// <remarks>A pool is anything that answers each job with exactly one outcome: a local router or a set of nodes.</remarks>
internal sealed class RunActor : ReceiveActor, IDisposable
{
    // Between batches the run hears outcomes and a Cancel, even with ten million jobs to tell; one takes a few milliseconds. While it
    // hears, the pool runs dry and its threads go to sleep: with short batches waking them costs more processor time than the telling.
    internal const int Batch = 16_384;

    private readonly RunPlan _plan;
    private readonly RunLog _log;
    private IEnumerator<PoolJob>? _jobs;
    private IActorRef _requester = ActorRefs.Nobody;
    private long _begun;
    private long _lastHeard;
    private long _cancelled;
    private int _due;
    private bool _telling;
    private bool _stopping;

    /// <param name="plan">What to run.</param>
    /// <param name="log">Where it is written; others may read its counts while the run goes on.</param>
    public RunActor(RunPlan plan, RunLog log)
    {
        _plan = plan;
        _log = log;

        Receive<Outcome>(Hear);
        Receive<Continue>(_ => TellBatch());
        Receive<Pulse>(pulse => Notice(pulse.Now));
        Receive<Begin>(_ => BeginRun());
        Receive<Cancel>(_ => StopTelling());
        Receive<Terminated>(gone => GiveUp($"{RunLog.NoOutcome}: {string.Join('/', gone.ActorRef.Path.Elements)} has stopped, none of its routees is left"));
    }

    public static Props PropsFor(RunPlan plan, RunLog log) => Props.Create(() => new RunActor(plan, log));

    public void Dispose() => _jobs?.Dispose();

    protected override void PostStop() => Dispose();

    // Whoever asked is answered, whatever a supervisor, which is the profile's, would do: another actor in this one's place would not know whom, and a stop asks nobody.
    protected override bool AroundReceive(Receive receive, object message)
    {
        try
        {
            return base.AroundReceive(receive, message);
        }
        catch (Exception error)
        {
            Abort($"its run cannot go on: {LineOf(error)}");
            return true;
        }
    }

    private void BeginRun()
    {
        _requester = Sender;
        foreach (var pool in _plan.Pools)
        {
            Context.Watch(pool);
        }

        _begun = _lastHeard = Stopwatch.GetTimestamp();
        TellDue(_begun);
        FinishIfDone();
    }

    private void Hear(Outcome outcome)
    {
        if (!_log.Answer(outcome))
        {
            return;
        }

        // The routee's stamp is the latest this machine's clock was read on the way here; reading it again would cost more than the rest of this method.
        _lastHeard = Math.Max(_lastHeard, outcome.Timeline.Finished);
        if (_log.Told < _log.Jobs && !_telling && !_stopping)
        {
            TellDue(_lastHeard);
        }

        FinishIfDone();
    }

    private void TellDue(long now)
    {
        _due = _plan.Arrivals.Due(_log.Told, _log.Answered, now - _begun);
        TellBatch();
    }

    private void TellBatch()
    {
        _telling = false;
        if (_stopping)
        {
            return;
        }

        var batch = Math.Min(_due, Batch);
        _due -= batch;
        for (; batch > 0 && _log.Told < _log.Jobs; batch--)
        {
            if (Next() is not { } next)
            {
                return;
            }

            _log.Tell(next.Pool, _plan.Arrivals.EnqueuedAt(_log.Told, _begun, Stopwatch.GetTimestamp()));
            _plan.Pools[next.Pool].Tell(next.Job);
        }

        // The rest of what was due, not what would be due by then: a window half full would count as full enough.
        if (_due > 0 && _log.Told < _log.Jobs)
        {
            _telling = true;
            Self.Tell(Continue.Instance);
        }
    }

    // A workload's list may come from anybody: one that is wrong ends the run instead of leaving it to wait for ever.
    private PoolJob? Next()
    {
        try
        {
            _jobs ??= _plan.Jobs.Jobs.GetEnumerator();
            if (_jobs.MoveNext() && _jobs.Current is var next && next.Job.Id == _log.Told && (uint)next.Pool < (uint)_plan.Pools.Count)
            {
                return next;
            }

            Abort($"its jobs cannot be told: of {_log.Jobs} jobs number {_log.Told} is missing, is numbered otherwise, or is for no pool");
        }
        catch (Exception error)
        {
            Abort($"its jobs cannot be told: {LineOf(error)}");
        }

        return null;
    }

    private void Abort(string mistake)
    {
        _due = 0;
        _log.Close(OutcomeKind.Failed, mistake);
        Finish(new RunFinished(_log, mistake));
    }

    private void Notice(long now)
    {
        if (_requester.IsNobody())
        {
            return;
        }

        if (!_telling && _log.Told < _log.Jobs)
        {
            TellDue(now);
        }

        var waiting = _log.Told > _log.Answered;
        if (_stopping)
        {
            // From the Cancel on, however many outcomes come in: a long backlog of short jobs must not hold up the end.
            if (!waiting || Stopwatch.GetElapsedTime(_cancelled, now) > _plan.Grace)
            {
                _log.Close(OutcomeKind.Cancelled);
                Finish();
            }
        }
        else if (!waiting || _plan.AreAtWork())
        {
            _lastHeard = now;
        }
        else if (Stopwatch.GetElapsedTime(_lastHeard, now) > _plan.MaxSilence)
        {
            var seconds = _plan.MaxSilence.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            var heardNothing = _log.Answered == 0;
            _log.Close(OutcomeKind.Failed, $"{RunLog.NoOutcome}: the pools were silent for more than {seconds} s; --max-silence allows more");
            Finish(new RunFinished(_log, HeardNothing: heardNothing));
        }
    }

    private void StopTelling()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _cancelled = Stopwatch.GetTimestamp();
        FinishIfDone();
    }

    private void FinishIfDone()
    {
        if (!_requester.IsNobody() && _log.Answered == (_stopping ? _log.Told : _log.Jobs))
        {
            Finish();
        }
    }

    // With nobody left to tell them to, the jobs that were still to come are lost as well.
    private void GiveUp(string reason)
    {
        var now = Stopwatch.GetTimestamp();
        while (!_stopping && _log.Told < _log.Jobs)
        {
            if (Next() is not { } next)
            {
                return;
            }

            _log.Tell(next.Pool, now);
        }

        _log.Close(OutcomeKind.Failed, reason);
        Finish();
    }

    private void Finish() => Finish(new RunFinished(_log));

    private void Finish(RunFinished finished)
    {
        _requester.Tell(finished);
        Context.Stop(Self);
    }

    private static string LineOf(Exception error) => error is UserException mistake ? mistake.Message : JobResult.Failed(error).Failure!;

    private sealed record Continue
    {
        public static Continue Instance { get; } = new();
    }
}
