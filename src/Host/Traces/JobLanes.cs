using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>A run's jobs laid out in lanes, in each of which one follows the other: one lane per routee, one per thread.</summary>
/// <param name="Routees">Pool by pool, in order of the routees' numbers.</param>
/// <param name="Threads">In order of the threads' managed ids. Only jobs that held their thread are there: a handler that gives its thread back while it waits was not running on it.</param>
/// <param name="Drawn">Jobs in the lanes: the first to start.</param>
/// <param name="Started">Jobs that a routee took up, drawn or not.</param>
/// <param name="WithoutThreads">Pools whose jobs are in no thread's lane.</param>
internal sealed record JobLanes(IReadOnlyList<JobLane> Routees, IReadOnlyList<JobLane> Threads, int Drawn, int Started, IReadOnlyList<string> WithoutThreads)
{
    /// <param name="mostJobs">Of those that started, the first so many are drawn: a part of the time, whole, and no thinned-out picture of all of it.</param>
    public static JobLanes Of(Trace trace, int mostJobs)
    {
        var records = trace.Records.ToArray();
        int[] started = [.. Enumerable.Range(0, records.Length).Where(job => records[job].Started != 0).OrderBy(job => records[job].Started).ThenBy(job => job)];
        var drawn = started.Length > mostJobs ? started[..mostJobs] : started;
        var byPool = trace.Pools.Select((_, pool) => Array.FindAll(drawn, job => records[job].Pool == pool)).ToArray();
        var onThreads = byPool.Select((jobs, pool) => HoldTheirThread(trace.Pools[pool].Handling, records, jobs)).ToArray();
        return new JobLanes(
            [.. byPool.SelectMany((jobs, pool) => RouteeLanes(trace.Pools[pool], pool, records, jobs))],
            [.. ThreadLanes(records, [.. drawn.Where(job => onThreads[records[job].Pool])])],
            drawn.Length,
            started.Length,
            [.. trace.Pools.Where((_, pool) => byPool[pool].Length > 0 && !onThreads[pool]).Select(pool => pool.Name)]);
    }

    /// <summary>The last instant of which every job is drawn; null if every job is.</summary>
    public long? Until => Drawn == Started ? null : Routees.SelectMany(lane => lane.Slices).Max(slice => slice.Begin);

    // Where nobody knows, jobs that overlap on a thread cannot both have been running on it.
    private static bool HoldTheirThread(Handling handling, JobRecord[] records, int[] jobs) =>
        !handling.FreesThread() && jobs.GroupBy(job => records[job].Thread).All(thread => !Overlap([.. thread.Select(job => SliceOf(records, job))]));

    private static bool Overlap(LaneSlice[] inOrder) => inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.Second.Begin < pair.First.End);

    private static IEnumerable<JobLane> RouteeLanes(PoolTrace pool, int place, JobRecord[] records, int[] jobs) => jobs
        .GroupBy(job => records[job].Routee)
        .OrderBy(routee => routee.Key)
        .SelectMany(routee => Apart(pool.Name, place, routee.Key, NameOf(pool, routee.Key), [.. routee.Select(job => SliceOf(records, job))]));

    private static IEnumerable<JobLane> ThreadLanes(JobRecord[] records, int[] jobs) => jobs
        .GroupBy(job => records[job].Thread)
        .OrderBy(thread => thread.Key)
        .SelectMany(thread => Apart("threads", -1, thread.Key, $"thread {thread.Key}", [.. thread.Select(job => SliceOf(records, job))]));

    // A routee runs one job at a time, and so does a thread; should a handler break that rule, its jobs still never lie on each other.
    private static IEnumerable<JobLane> Apart(string group, int pool, int number, string name, LaneSlice[] inOrder)
    {
        var lanes = new List<List<LaneSlice>>();
        foreach (var slice in inOrder)
        {
            var free = lanes.Find(lane => lane[^1].End <= slice.Begin);
            if (free is null)
            {
                lanes.Add([slice]);
            }
            else
            {
                free.Add(slice);
            }
        }

        return lanes.Select((lane, i) => new JobLane(group, pool, number, i == 0 ? name : $"{name} ({i + 1})", lane));
    }

    private static string NameOf(PoolTrace pool, int routee) => routee < pool.Routees.Count ? pool.Routees[routee].Name : $"routee {routee}";

    private static LaneSlice SliceOf(JobRecord[] records, int job) => new(job, records[job].Started, records[job].Finished, records[job].Outcome);
}

/// <param name="Group">The pool's name, or <c>threads</c>.</param>
/// <param name="Pool">The pool's place in the workload; −1 for threads.</param>
/// <param name="Number">Of the routee in its pool, or the thread's managed id.</param>
/// <param name="Slices">In order; none begins before the one before it has ended.</param>
internal sealed record JobLane(string Group, int Pool, int Number, string Name, IReadOnlyList<LaneSlice> Slices)
{
    public double BusySeconds => Trace.Seconds(Slices.Sum(slice => slice.End - slice.Begin));
}

/// <summary>A job in its handler, in ticks.</summary>
internal readonly record struct LaneSlice(int Job, long Begin, long End, OutcomeKind Outcome);
