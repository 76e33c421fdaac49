using Mul.Actors.Jobs;

namespace Mul.Actors.Running;

/// <summary>A job has its outcome.</summary>
internal readonly record struct Ending(int Job, OutcomeKind Outcome, JobTimeline Timeline)
{
    public static Ending Read(Tape.Reader tape, Ending after)
    {
        var job = after.Job + (int)tape.Read();
        var outcome = (OutcomeKind)tape.Read();
        var started = after.Timeline.Started + tape.Read();
        return new Ending(job, outcome, new JobTimeline(started, started + tape.Read(), (int)tape.Read(), (int)tape.Read()));
    }

    public void WriteTo(Tape tape, Ending after)
    {
        tape.Write(Job - after.Job);
        tape.Write((long)Outcome);
        tape.Write(Timeline.Started - after.Timeline.Started);
        tape.Write(Timeline.Finished - Timeline.Started);
        tape.Write(Timeline.Routee);
        tape.Write(Timeline.Thread);
    }

    public void AddTo(ref JobRecord record)
    {
        record.Outcome = Outcome;
        record.Started = Timeline.Started;
        record.Finished = Timeline.Finished;
        record.Routee = Timeline.Routee;
        record.Thread = Timeline.Thread;
    }
}
