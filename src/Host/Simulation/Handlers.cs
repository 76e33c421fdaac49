using Mul.Actors.Running;

namespace Mul.Host.Simulation;

/// <summary>Mailboxes and what their routees do with each message, as Akka.NET's <c>Mailbox.Run</c> does it.</summary>
internal sealed class Handlers(Engine engine, PlannedJob[] jobs, SimulatedPool[] pools, int[] nextJob)
{
    // Routees that have a thread and did not run yet at this instant; a ring.
    private int[] _toRun = new int[16];
    private int _firstToRun;
    private int _toRunCount;

    /// <summary>By job id.</summary>
    public JobRecord[] Records { get; } = new JobRecord[jobs.Length];

    public int Finished { get; private set; }

    public void Enqueue(int number, int job, long enqueued)
    {
        ref var routee = ref engine.Routees[number];
        ref var record = ref Records[job];
        record.Enqueued = enqueued;
        record.Pool = (short)jobs[job].Pool;
        record.Routee = routee.Number;

        nextJob[job] = Routee.None;
        if (routee.First == Routee.None)
        {
            routee.First = job;
        }
        else
        {
            nextJob[routee.Last] = job;
        }

        routee.Last = job;
        routee.Queued++;
        pools[routee.Pool].QueueChanged(routee);

        // While its mailbox is suspended, a message schedules nothing.
        if (!routee.Scheduled && routee.Phase == Phase.Idle)
        {
            Schedule(number, ref routee);
        }
    }

    public void Assign(int number, int thread)
    {
        engine.Routees[number].Thread = thread;
        if (_toRunCount == _toRun.Length)
        {
            var larger = new int[2 * _toRunCount];
            for (var i = 0; i < _toRunCount; i++)
            {
                larger[i] = _toRun[(_firstToRun + i) & (_toRun.Length - 1)];
            }

            (_toRun, _firstToRun) = (larger, 0);
        }

        _toRun[(_firstToRun + _toRunCount++) & (_toRun.Length - 1)] = number;
    }

    /// <summary>Gives the next routee that has a thread its turn; false if there is none.</summary>
    public bool RunNext()
    {
        if (_toRunCount == 0)
        {
            return false;
        }

        var number = _toRun[_firstToRun];
        _firstToRun = (_firstToRun + 1) & (_toRun.Length - 1);
        _toRunCount--;

        ref var routee = ref engine.Routees[number];
        if (routee.Phase == Phase.Connecting)
        {
            Wait(number, ref routee, Phase.Awaiting);
            pools[routee.Pool].Listeners!.Free(routee.Thread);
            return true;
        }

        routee.Left = pools[routee.Pool].MessagesPerTurn;
        if (routee.Phase == Phase.Continuing)
        {
            // What follows an await travels as a system message, which a turn deals with first.
            var cpu = VirtualTime.Ticks(jobs[routee.Job].Demand.Cpu);
            if (Compute(number, ref routee, cpu - cpu / 2, Phase.Last))
            {
                return true;
            }

            Finish(ref routee);
        }

        TakeMessages(number, ref routee);
        return true;
    }

    public void PhaseEnded(int number)
    {
        ref var routee = ref engine.Routees[number];
        switch (routee.Phase)
        {
            case Phase.BeforeBlocking:
                Wait(number, ref routee, Phase.Last);
                break;
            case Phase.BeforeAwait:
                Await(number, ref routee);
                break;
            case Phase.Awaiting:
                routee.Phase = Phase.Continuing;
                Schedule(number, ref routee);
                break;
            case Phase.Last:
                Finish(ref routee);
                TakeMessages(number, ref routee);
                break;
            default:
                throw new InvalidOperationException($"Nothing of a routee that is {routee.Phase} can end.");
        }
    }

    private void TakeMessages(int number, ref Routee routee)
    {
        var pool = pools[routee.Pool];
        while (routee.Left > 0 && routee.First != Routee.None)
        {
            var job = routee.First;
            routee.First = nextJob[job];
            routee.Job = job;
            routee.Left--;
            routee.Queued--;
            pool.QueueChanged(routee);

            ref var record = ref Records[job];
            record.Started = engine.Now;
            record.Thread = routee.Thread;
            if (TakesTime(number, ref routee, jobs[job].Demand, pool.IsAsync))
            {
                return;
            }

            Finish(ref routee);
        }

        if (routee.First != Routee.None)
        {
            pool.Executor.Again(number, routee.Thread);
        }
        else
        {
            routee.Scheduled = false;
            pool.Executor.Free(routee.Thread);
        }
    }

    private bool TakesTime(int number, ref Routee routee, JobDemand demand, bool isAsync)
    {
        var cpu = VirtualTime.Ticks(demand.Cpu);
        if (demand.Wait == TimeSpan.Zero)
        {
            return Compute(number, ref routee, cpu, Phase.Last);
        }

        if (isAsync)
        {
            // Half of the work before the wait, half after it: asking for a page, and reading it.
            if (!Compute(number, ref routee, cpu / 2, Phase.BeforeAwait))
            {
                Await(number, ref routee);
            }
        }
        else if (!Compute(number, ref routee, cpu, Phase.BeforeBlocking))
        {
            Wait(number, ref routee, Phase.Last);
        }

        return true;
    }

    private bool Compute(int number, ref Routee routee, long demand, Phase phase)
    {
        routee.Phase = phase;
        if (demand == 0)
        {
            return false;
        }

        engine.Compute(number, demand);
        return true;
    }

    private void Wait(int number, ref Routee routee, Phase phase)
    {
        routee.Phase = phase;
        engine.Wait(number, VirtualTime.Ticks(jobs[routee.Job].Demand.Wait));
    }

    // ReceiveAsync suspends the mailbox and gives the thread back.
    private void Await(int number, ref Routee routee)
    {
        var pool = pools[routee.Pool];
        if (jobs[routee.Job].OpensConnection && pool.Listeners is { } listeners)
        {
            routee.Phase = Phase.Connecting;
            listeners.Ready(number);
        }
        else
        {
            Wait(number, ref routee, Phase.Awaiting);
        }

        routee.Scheduled = false;
        pool.Executor.Free(routee.Thread);
    }

    private void Finish(ref Routee routee)
    {
        ref var record = ref Records[routee.Job];
        record.Finished = engine.Now;
        record.Outcome = OutcomeKind.Completed;
        routee.Job = Routee.None;
        routee.Phase = Phase.Idle;
        Finished++;
        engine.Finished(routee.Pool);
    }

    private void Schedule(int number, ref Routee routee)
    {
        routee.Scheduled = true;
        pools[routee.Pool].Executor.Ready(number);
    }
}
