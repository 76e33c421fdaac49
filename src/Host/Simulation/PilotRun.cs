using System.Diagnostics;
using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Simulation;

/// <summary>What was measured of a few jobs of one pool.</summary>
/// <param name="Services">Of each job that completed, at least one.</param>
/// <param name="CpuPerJob">Process CPU ÷ jobs, what the instrument used beside them included.</param>
/// <param name="MakespanPerJob">Makespan ÷ jobs.</param>
/// <param name="TellTime">From one job told to the next.</param>
internal sealed record PilotRun(IReadOnlyList<TimeSpan> Services, TimeSpan CpuPerJob, TimeSpan MakespanPerJob, TimeSpan TellTime)
{
    /// <param name="cpu">User and system time of the process during the run.</param>
    /// <returns>Null if no job completed.</returns>
    public static PilotRun? Of(ReadOnlySpan<JobRecord> records, TimeSpan makespan, TimeSpan cpu)
    {
        var services = new List<TimeSpan>(records.Length);
        var gaps = new List<double>(records.Length);
        var (all, last) = (TimeSpan.Zero, 0L);
        foreach (ref readonly var record in records)
        {
            if (record.Enqueued != 0 && last != 0)
            {
                gaps.Add(record.Enqueued - last);
            }

            last = record.Enqueued;
            if (record.Started == 0)
            {
                continue;
            }

            var service = Stopwatch.GetElapsedTime(record.Started, record.Finished);
            all += service;
            if (record.Outcome == OutcomeKind.Completed)
            {
                services.Add(service);
            }
        }

        if (services.Count == 0)
        {
            return null;
        }

        // Of a run that was ended early, the jobs that were cut off have used CPU too: they count by the time they had.
        var completed = services.Aggregate(TimeSpan.Zero, (sum, service) => sum + service);
        var jobs = completed > TimeSpan.Zero ? services.Count * (all / completed) : services.Count;
        gaps.Sort();
        return new PilotRun(
            services,
            cpu / jobs,
            makespan / jobs,
            gaps.Count == 0 ? TimeSpan.Zero : VirtualTime.Duration(Quantile.Of([.. gaps], 0.5)));
    }
}

/// <summary>What a pool's jobs ask of the machine, from a pilot with one routee and one with a routee per core.</summary>
internal sealed record Piloted(PilotRun Alone, PilotRun OnePerCore)
{
    // The instrument ticks every millisecond; more than this of a core it does not use.
    private const double MostOfInstrument = 0.1;

    // The rest is what other programs took of the core.
    private const double ComputesThroughout = 0.9;

    /// <summary>One demand for each job of the pilot that is more like what is to be predicted.</summary>
    /// <param name="routees">Of the pool: jobs beside each other share caches and memory, one by itself does not.</param>
    public IReadOnlyList<JobDemand> DemandsFor(int routees)
    {
        var pilot = routees == 1 ? Alone : OnePerCore;
        var cpu = pilot.CpuPerJob - InstrumentShare * pilot.MakespanPerJob;
        var mean = TimeSpan.FromTicks((long)pilot.Services.Average(service => service.Ticks));
        return [.. pilot.Services.Select(service => DemandOf(service, cpu, cpu >= ComputesThroughout * mean))];
    }

    /// <summary>The part of a core that the instrument uses.</summary>
    /// <remarks>Both pilots did the same work, so what the longer one used more was used by the clock: k₁ − k₂ = r·(t₁ − t₂).</remarks>
    public double InstrumentShare =>
        Alone.MakespanPerJob > OnePerCore.MakespanPerJob
            ? Math.Clamp((Alone.CpuPerJob - OnePerCore.CpuPerJob) / (Alone.MakespanPerJob - OnePerCore.MakespanPerJob), 0, MostOfInstrument)
            : 0;

    private static JobDemand DemandOf(TimeSpan service, TimeSpan cpu, bool computesThroughout)
    {
        var used = computesThroughout || cpu > service ? service : cpu > TimeSpan.Zero ? cpu : TimeSpan.Zero;
        return new JobDemand(used, service - used);
    }
}
