using System.Diagnostics;
using Mul.Host.Experiments.Samples;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Predicting;

/// <summary>What a sample takes beside its makespan, seen at pilots: the start of its process, its warm-up and its end.</summary>
/// <param name="show">Shows the pilots' progress.</param>
internal sealed class SampleOverhead(ShowPilot show)
{
    /// <summary>The last pilot's; zero before one.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Shows a pilot and times it.</summary>
    public async Task<RunRecord> ShowAsync(string title, Func<IProgress<SampleProgress>?, Task<RunRecord>> run)
    {
        var begun = Stopwatch.GetTimestamp();
        var record = await show(title, run);
        Time = Stopwatch.GetElapsedTime(begun) - TimeSpan.FromSeconds(record.MakespanSeconds);
        return record;
    }
}
