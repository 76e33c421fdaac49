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
        var states = WaitingStates.Of([InOrder(run.Records)]);

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
    public bool A_dispatch_delay_is_part_of_the_time_in_the_queue(PoolRun run)
    {
        var times = JobTimes.Of(InOrder(run.Records));

        return times.DispatchDelay.Zip(times.Queue).All(pair => pair.First >= 0 && pair.First <= pair.Second + Tolerance);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < Tolerance;

    /// <param name="Records">At least one; routees do one job at a time, each at least 1 s long.</param>
    public sealed record PoolRun(JobRecord[] Records);

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
