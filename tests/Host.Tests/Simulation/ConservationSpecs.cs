using FsCheck.Xunit;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Simulation;
using Mul.Host.Tests.Statistics;

namespace Mul.Host.Tests.Simulation;

/// <summary>What holds of every profile and workload. The seed that a failure names makes the plan again.</summary>
[Properties(Arbitrary = [typeof(Seeds)], Replay = Seeds.Replay)]
public sealed class ConservationSpecs
{
    // Every end is rounded up to a whole tick.
    private const long Rounding = 2;

    [Property(MaxTest = 300)]
    public bool Every_job_is_done_once_and_takes_at_least_what_it_asks_for(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var result = Engine.Run(plan);

        return result.Records.Length == plan.Jobs.Length && plan.Jobs.Zip(result.Records).All(job =>
            job.Second.Outcome == OutcomeKind.Completed
            && job.Second.Pool == job.First.Pool
            && job.Second.Enqueued >= VirtualTime.Begin
            && job.Second.Started >= job.Second.Enqueued
            && job.Second.Finished - job.Second.Started >= VirtualTime.Ticks(job.First.Demand.Service) - Rounding);
    }

    [Property(MaxTest = 300)]
    public bool A_mailbox_is_emptied_in_the_order_in_which_it_was_filled_and_one_job_at_a_time(int seed)
    {
        var result = Engine.Run(RandomPlan.Of(seed));

        // Records are in the order in which jobs were told.
        return result.Records.GroupBy(job => (job.Pool, job.Routee)).All(FollowEachOther);
    }

    [Property(MaxTest = 300)]
    public bool No_thread_holds_two_blocking_jobs(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var result = Engine.Run(plan);

        return result.Records
            .Where(job => plan.Pools[job.Pool].Handling == Handling.Blocking)
            .GroupBy(job => job.Thread)
            .All(thread => FollowEachOther(thread.OrderBy(job => job.Started).ThenBy(job => job.Finished)));
    }

    [Property(MaxTest = 300)]
    public bool Cores_are_busy_as_long_as_the_jobs_ask_and_no_longer_than_there_are_cores(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var result = Engine.Run(plan);

        var asked = plan.Jobs.Sum(job => job.Demand.Cpu.TotalSeconds);
        return Math.Abs(result.CoreTime.TotalSeconds - asked) < 1e-6
            && result.CoreTime.TotalSeconds <= plan.Cores * result.Makespan.TotalSeconds + 1e-6;
    }

    [Property(MaxTest = 300)]
    public bool Jobs_that_only_compute_progress_together_at_one_speed_of_at_most_a_core(int seed)
    {
        // Replays the trace: between two instants each of n jobs gets min(1, p ÷ n) of the time, and at its end has got what it asked for.
        var plan = RandomPlan.OfWorkOnly(seed);
        var jobs = Engine.Run(plan).Records;
        var got = new double[jobs.Length];
        long[] instants = [.. jobs.SelectMany(job => new[] { job.Started, job.Finished }).Distinct().Order()];
        foreach (var (from, to) in instants.Zip(instants.Skip(1)))
        {
            int[] active = [.. Enumerable.Range(0, jobs.Length).Where(id => jobs[id].Started <= from && jobs[id].Finished >= to)];
            Array.ForEach(active, id => got[id] += (to - from) * Math.Min(1, (double)plan.Cores / active.Length));
        }

        return Enumerable.Range(0, jobs.Length).All(id => Math.Abs(got[id] - VirtualTime.Ticks(plan.Jobs[id].Demand.Cpu)) < 100);
    }

    [Property(MaxTest = 300)]
    public bool Littles_law_holds_to_the_tick(int seed)
    {
        // L · T = Σ response times: the left side counted from instant to instant, the right side job by job.
        var jobs = Engine.Run(RandomPlan.Of(seed)).Records;
        var changes = jobs.Select(job => (At: job.Enqueued, By: 1)).Concat(jobs.Select(job => (At: job.Finished, By: -1)));
        var (area, inSystem, last) = (0L, 0, VirtualTime.Begin);
        foreach (var (at, by) in changes.OrderBy(change => change.At).ThenByDescending(change => change.By))
        {
            area += inSystem * (at - last);
            (inSystem, last) = (inSystem + by, at);
        }

        return inSystem == 0 && area == jobs.Sum(job => job.Finished - job.Enqueued);
    }

    [Property(MaxTest = 200)]
    public bool Equal_plans_yield_equal_traces(int seed) =>
        Engine.Run(RandomPlan.Of(seed)).Records.SequenceEqual(Engine.Run(RandomPlan.Of(seed)).Records);

    [Property(MaxTest = 300)]
    public bool No_makespan_falls_below_a_bound(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var makespan = Engine.Run(plan).Makespan;

        return Bounds.Of(plan).All(bound => makespan >= bound.Makespan - TimeSpan.FromMicroseconds(1));
    }

    private static bool FollowEachOther(IEnumerable<JobRecord> jobs) =>
        jobs.Zip(jobs.Skip(1)).All(pair => pair.First.Finished <= pair.Second.Started);
}
