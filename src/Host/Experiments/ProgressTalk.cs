namespace Mul.Host.Experiments;

/// <summary>A thread of the instrument's own that says ten times a second how far a run is, and once a second more if somebody watches.</summary>
/// <param name="run">The run in this process.</param>
/// <param name="say">Sends a line to the parent.</param>
/// <param name="isWatched">Whether somebody watches from the beginning.</param>
internal sealed class ProgressTalk(MeasuredRun run, Action<SampleLine> say, bool isWatched) : IDisposable
{
    private const int IntervalsPerSnapshot = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // Without spinning, which would be counted as load.
    private readonly ManualResetEventSlim _finished = new(initialState: false, spinCount: 0);
    private volatile bool _isWatched = isWatched;
    private Thread? _thread;

    public void Start()
    {
        _thread = new Thread(Talk) { IsBackground = true, Name = "mul-progress" };
        _thread.Start();
    }

    /// <summary>Somebody watches from now on.</summary>
    public void Watch() => _isWatched = true;

    /// <summary>The run is over: says the last of it, and no more.</summary>
    public void Finish()
    {
        _finished.Set();
        _thread?.Join();
        if (_isWatched && run.WatchedProgress is { } last)
        {
            say(new SampleLine(Progress: last));
        }
    }

    public void Dispose()
    {
        _finished.Set();
        _thread?.Join();
        _finished.Dispose();
    }

    private void Talk()
    {
        for (var interval = 1; !_finished.Wait(Interval); interval++)
        {
            if ((_isWatched && interval % IntervalsPerSnapshot == 0 ? run.WatchedProgress : run.Progress) is { } progress)
            {
                say(new SampleLine(Progress: progress));
            }
        }
    }
}
