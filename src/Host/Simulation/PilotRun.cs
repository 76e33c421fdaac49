using System.Diagnostics;
using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Simulation;

/// <summary>What was measured of a few jobs of one pool.</summary>
/// <param name="Services">Of each job that came to its end, completed or failed after all its retries; at least one.</param>
/// <param name="CpuPerJob">Process CPU ÷ jobs, what the instrument used beside them included.</param>
/// <param name="MakespanPerJob">Makespan ÷ jobs.</param>
/// <param name="TellTime">From one job told to the next.</param>
internal sealed record PilotRun(IReadOnlyList<TimeSpan> Services, TimeSpan CpuPerJob, TimeSpan MakespanPerJob, TimeSpan TellTime)
{
    /// <summary>What a job took in each of the processes that were pooled, the mean. Default: empty, it was one.</summary>
    public IReadOnlyList<TimeSpan> Processes { get; init; } = [];

    /// <summary>How the first job of each routee differs from its later ones. Default: in nothing that is known.</summary>
    public FirstJobs First { get; init; } = FirstJobs.LikeTheOthers;

    public TimeSpan Makespan => MakespanPerJob * Services.Count;

    public TimeSpan MedianService => TimeSpan.FromTicks((long)Quantile.Of([.. Services.Select(service => (double)service.Ticks).Order()], 0.5));

    public TimeSpan MeanService => Mean(Services);

    public static TimeSpan Mean(IEnumerable<TimeSpan> services) => TimeSpan.FromTicks((long)services.Average(service => (double)service.Ticks));

    /// <summary>Of several runs of the same the one of median makespan: not one that the machine held up, and with all that comes now and then.</summary>
    /// <param name="runs">At least one.</param>
    public static PilotRun Typical(IReadOnlyList<PilotRun> runs) => runs.OrderBy(run => run.MakespanPerJob).ElementAt((runs.Count - 1) / 2);

    /// <summary>Several runs of the same as one, by whose jobs more is known.</summary>
    /// <param name="runs">At least one.</param>
    public static PilotRun Pooled(IReadOnlyList<PilotRun> runs) => new(
        [.. runs.SelectMany(run => run.Services)],
        Mean(runs.Select(run => run.CpuPerJob)),
        Mean(runs.Select(run => run.MakespanPerJob)),
        Mean(runs.Select(run => run.TellTime)))
    {
        Processes = [.. runs.Select(run => run.MeanService)],
    };

    /// <param name="cpu">User and system time of the process during the run.</param>
    /// <returns>Null if no job completed: what only fails may not have got as far as its work.</returns>
    public static PilotRun? Of(ReadOnlySpan<JobRecord> records, TimeSpan makespan, TimeSpan cpu)
    {
        var services = new List<TimeSpan>(records.Length);
        var gaps = new List<double>(records.Length);
        var (first, later) = (new Dictionary<int, TimeSpan>(), new List<TimeSpan>());
        var (all, last, completed) = (TimeSpan.Zero, 0L, 0);
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
            if (record.RanToItsEnd)
            {
                services.Add(service);
                if (!first.TryAdd(record.Routee, service))
                {
                    later.Add(service);
                }

                completed += record.Outcome == OutcomeKind.Completed ? 1 : 0;
            }
        }

        if (completed == 0)
        {
            return null;
        }

        // Of a run that was ended early, the jobs that were cut off have used CPU too: they count by the time they had.
        var ended = services.Aggregate(TimeSpan.Zero, (sum, service) => sum + service);
        var jobs = ended > TimeSpan.Zero ? services.Count * (all / ended) : services.Count;
        gaps.Sort();
        return new PilotRun(
            services,
            cpu / jobs,
            makespan / jobs,
            gaps.Count == 0 ? TimeSpan.Zero : VirtualTime.Duration(Quantile.Of([.. gaps], 0.5)))
        {
            First = FirstJobs.Of(first.Values, later),
        };
    }
}
