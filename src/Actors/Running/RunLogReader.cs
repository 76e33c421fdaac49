namespace Mul.Actors.Running;

/// <summary>Reads a log from its beginning, from any thread, also while it is being written.</summary>
internal sealed class RunLogReader(RunLog log)
{
    private readonly Tape.Reader _tellings = log.ReadTellings();
    private readonly Tape.Reader _endings = log.ReadEndings();
    private Telling _lastTold;
    private Ending _lastEnded;
    private int _allTold;
    private int _allEnded;
    private int _told;
    private int _ended;

    /// <summary>Looks how far the log is now: what has come since the last time is read next. Of each job that has ended it is known that it was told.</summary>
    public void LookAgain()
    {
        // In this order: a job may be told and end in between.
        _allEnded = log.Answered;
        _allTold = log.Told;
    }

    /// <summary>The next job that was told, in order of their ids; false if no more had been.</summary>
    public bool NextTold(out int job, out Telling telling)
    {
        job = _told;
        if (_told == _allTold)
        {
            telling = default;
            return false;
        }

        _told++;
        telling = _lastTold = Telling.Read(_tellings, after: _lastTold);
        return true;
    }

    /// <summary>The next job that has ended, in the order in which the run heard of them; false if no more had.</summary>
    public bool NextEnded(out Ending ending)
    {
        if (_ended == _allEnded)
        {
            ending = default;
            return false;
        }

        _ended++;
        ending = _lastEnded = Ending.Read(_endings, after: _lastEnded);
        return true;
    }
}
