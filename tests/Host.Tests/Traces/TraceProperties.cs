using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

/// <summary>What holds for every trace of a pool whose routees do one job at a time.</summary>
public sealed class TraceProperties
{
    private const double Tolerance = 1e-6;

    [Property(Arbitrary = [typeof(Runs)])]
    public bool The_states_of_waiting_last_as_long_as_the_makespan(PoolRun run)
    {
        var states = WaitingStates.Of([InOrder(run.Records)], new TickMemory());

        return Near(Span.Of(run.Records).Seconds, states.WaitingForThread + states.BehindAnotherJob + states.InFlight + states.NothingToDo);
    }

    [Property(Arbitrary = [typeof(Runs)])]
    public bool Mean_concurrency_times_makespan_is_the_sum_of_service_times(PoolRun run) =>
        Near(run.Records.Sum(record => Trace.Seconds(record.Finished - record.Started)), Concurrency.Of(run.Records).Mean * Span.Of(run.Records).Seconds);

    [Property(Arbitrary = [typeof(Runs)])]
    public bool No_more_jobs_run_at_once_than_there_are_routees_and_one_does_at_least(PoolRun run) =>
        Concurrency.Of(run.Records).Max is var max && max >= 1 && max <= run.Records.Select(record => record.Routee).Distinct().Count();

    [Property(Arbitrary = [typeof(Runs)])]
    public bool The_most_at_once_is_seen_when_some_job_starts(PoolRun run) =>
        Concurrency.Of(run.Records).Max
        == run.Records.Max(at => run.Records.Count(record => record.Started <= at.Started && at.Started < record.Finished));

    [Property(Arbitrary = [typeof(Runs)])]
    public bool A_dispatch_delay_is_part_of_the_time_in_the_queue(PoolRun run) =>
        TimesOf(run.Records).All(job => job.DispatchDelay >= 0 && job.DispatchDelay <= job.Queue);

    // Everything in these runs happens at whole seconds, so each second can be asked what it was.
    [Property(Arbitrary = [typeof(Runs)])]
    public bool A_second_belongs_to_the_first_state_that_any_job_is_in(PoolRun run)
    {
        var jobs = JobsOf(run);
        double forThread = 0, behind = 0, inFlight = 0;
        foreach (var second in SecondsOf(run))
        {
            var isForThread = jobs.Any(job => job.Free <= second && second < job.Started);
            var isBehind = !isForThread && jobs.Any(job => job.Told <= second && second < job.Free);
            forThread += isForThread ? 1 : 0;
            behind += isBehind ? 1 : 0;
            inFlight += !isForThread && !isBehind && jobs.Any(job => job.Started <= second && second < job.Finished) ? 1 : 0;
        }

        var states = WaitingStates.Of([InOrder(run.Records)], new TickMemory());

        return Near(forThread, states.WaitingForThread) && Near(behind, states.BehindAnotherJob) && Near(inFlight, states.InFlight);
    }

    [Property(Arbitrary = [typeof(Runs)])]
    public bool The_states_are_those_of_all_pools_together(PoolRun run)
    {
        var pools = run.Records.GroupBy(record => record.Routee % 2).Select(pool => InOrder([.. pool])).ToArray();

        return WaitingStates.Of(pools, new TickMemory()) == WaitingStates.Of([InOrder(run.Records)], new TickMemory());
    }

    [Property(Arbitrary = [typeof(Runs)])]
    public bool What_another_routee_could_have_spared_is_the_queueing_in_seconds_in_which_one_had_no_job(PoolRun run, byte more)
    {
        var jobs = JobsOf(run);
        // All of the pool's, or some that had no job at all.
        var routees = jobs.Max(job => job.Routee) + 1 + (more % 3);
        double queued = 0, spared = 0;
        foreach (var second in SecondsOf(run))
        {
            var behind = jobs.Count(job => job.Told <= second && second < job.Free);
            var occupied = jobs.Where(job => job.Told <= second && second < job.Finished).Select(job => job.Routee).Distinct().Count();
            queued += behind;
            spared += occupied < routees ? behind : 0;
        }

        var share = QueuedWhileIdle.Share(InOrder(run.Records), routees);

        return queued == 0 ? share is null : Near(spared / queued, share!.Value);
    }

    [Property(Arbitrary = [typeof(Runs)])]
    public bool Job_seconds_in_flight_until_an_instant_are_those_of_the_seconds_before_it(PoolRun run)
    {
        using var inFlight = new InFlight(run.Records, new TickMemory());
        var jobs = JobsOf(run);
        int[] seconds = [.. SecondsOf(run)];
        var until = inFlight.JobTicksUntil([.. seconds.Select(second => At(second))]);

        return seconds.All(second => Near(jobs.Sum(job => Math.Clamp(second - job.Started, 0, job.Finished - job.Started)), Trace.Seconds((long)until[second])));
    }

    private static IEnumerable<int> SecondsOf(PoolRun run) => Enumerable.Range(0, JobsOf(run).Max(job => job.Finished) + 1);

    private static List<(int Routee, int Told, int Free, int Started, int Finished)> JobsOf(PoolRun run)
    {
        List<(int, int, int, int, int)> jobs = [];
        foreach (var job in InOrder(run.Records))
        {
            jobs.Add((job.Record.Routee, Second(job.Record.Enqueued), Second(job.Free), Second(job.Record.Started), Second(job.Record.Finished)));
        }

        return jobs;
    }

    private static int Second(long instant) => (int)Math.Round(Trace.Seconds(instant - At(0)));

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < Tolerance;

    public sealed record PoolRun
    {
        internal PoolRun(JobRecord[] records) => Records = records;

        /// <summary>At least one; routees do one job at a time, each at least 1 s long.</summary>
        internal JobRecord[] Records { get; }
    }

    /// <summary>Runs of a few routees: each job is told some seconds after the one before, and taken up some seconds after it could have been.</summary>
    public static class Runs
    {
        private static readonly Gen<(int Gap, int Delay, int Service)> Jobs =
            from gap in Gen.Choose(0, 3)
            from delay in Gen.Choose(0, 5)
            from service in Gen.Choose(1, 6)
            select (gap, delay, service);

        public static Arbitrary<PoolRun> Any() => (
            from routees in Gen.Choose(1, 4)
            from jobs in Jobs.NonEmptyListOf()
            select new PoolRun(Play(routees, [.. jobs]))).ToArbitrary();

        private static JobRecord[] Play(int routees, (int Gap, int Delay, int Service)[] jobs)
        {
            var free = new int[routees];
            var told = 0;
            return [.. jobs.Select((job, id) =>
            {
                told += job.Gap;
                var started = Math.Max(told, free[id % routees]) + job.Delay;
                free[id % routees] = started + job.Service;
                return Job(told, started, started + job.Service, routee: id % routees);
            })];
        }
    }
}
