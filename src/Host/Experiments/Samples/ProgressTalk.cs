namespace Mul.Host.Experiments.Samples;

/// <summary>A thread of the instrument's own that says how far a run is: as often as a bar moves if there is one, otherwise once a second.</summary>
/// <param name="run">The run in this process.</param>
/// <param name="say">Sends a line to the parent.</param>
/// <param name="audience">Who looks on from the beginning.</param>
/// <param name="metering">Cancelled when somebody begins to listen to the meter.</param>
internal sealed class ProgressTalk(MeasuredRun run, Action<SampleLine> say, Audience audience, CancellationToken metering) : IDisposable
{
    private const int BarsPerSecond = 10;

    private readonly int _perSecond = audience.Bar ? BarsPerSecond : 1;

    // Without spinning, which would be counted as load.
    private readonly ManualResetEventSlim _finished = new(initialState: false, spinCount: 0);
    private Thread? _thread;

    private bool IsMetered => audience.Meter || metering.IsCancellationRequested;

    private bool IsLookedInside => audience.Page || IsMetered;

    public void Start()
    {
        _thread = new Thread(Talk) { IsBackground = true, Name = "mul-progress" };
        _thread.Start();
    }

    /// <summary>The run is over: says the last of it, and no more.</summary>
    public void Finish()
    {
        _finished.Set();
        _thread?.Join();
        if (IsLookedInside)
        {
            Say(run.LookInside(IsMetered));
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
        for (var said = 1; !_finished.Wait(TimeSpan.FromSeconds(1.0 / _perSecond)); said++)
        {
            Say(IsLookedInside && said % _perSecond == 0 ? run.LookInside(IsMetered) : run.Progress);
        }
    }

    private void Say(SampleProgress? progress)
    {
        if (progress is not null)
        {
            say(new SampleLine(Progress: progress));
        }
    }
}
