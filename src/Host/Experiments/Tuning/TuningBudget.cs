namespace Mul.Host.Experiments.Tuning;

/// <summary>What a search may cost: samples, or time, which is counted in samples by how long they have taken so far.</summary>
/// <param name="mostSamples">Null = no limit.</param>
/// <param name="mostTime">From now on; null = no limit.</param>
internal sealed class TuningBudget(int? mostSamples, TimeSpan? mostTime, TimeProvider clock)
{
    private readonly long _begun = clock.GetTimestamp();
    private TimeSpan _inSamples;
    private int _found;

    public static TuningBudget Unlimited => new(null, null, TimeProvider.System);

    public int Samples { get; private set; }

    public TimeSpan Elapsed => clock.GetElapsedTime(_begun);

    public TimeSpan? MostTime => mostTime;

    public int? MostSamples => mostSamples;

    /// <summary>How long a sample takes until one was taken; zero if that is not known.</summary>
    public TimeSpan ExpectedSample { get; set; }

    public TimeSpan MeanSample => Samples > _found ? _inSamples / (Samples - _found) : ExpectedSample;

    /// <summary>How many more samples it allows.</summary>
    public int Left
    {
        get
        {
            var bySamples = mostSamples - Samples ?? int.MaxValue;
            return mostTime is { } time && MeanSample > TimeSpan.Zero
                ? (int)Math.Clamp((time - Elapsed) / MeanSample, 0, bySamples)
                : Math.Max(0, bySamples);
        }
    }

    /// <summary>The sample in hand is one that was taken before: how long it takes to look it up says nothing of the others.</summary>
    public void CountAsFound() => _found++;

    /// <summary>Counts what <paramref name="sample"/> takes.</summary>
    public async Task<T> SpendAsync<T>(Func<Task<T>> sample)
    {
        var (begun, found) = (clock.GetTimestamp(), _found);
        var result = await sample();
        _inSamples += _found == found ? clock.GetElapsedTime(begun) : TimeSpan.Zero;
        Samples++;
        return result;
    }
}
