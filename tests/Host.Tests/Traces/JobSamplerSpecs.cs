using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Host.Tests.Traces;

public sealed class JobSamplerSpecs
{
    [Fact]
    public void A_job_is_picked_once_when_it_has_ended()
    {
        var log = new RunLog(jobs: 2);
        var sampler = new JobSampler(log);
        Tell(log, 2);
        End(log, 0, 1, 3);

        var first = sampler.Harvest()[0].ToArray();
        var nothing = sampler.Harvest()[0].ToArray();
        End(log, 1, 4, 5);
        var second = sampler.Harvest()[0].ToArray();

        Assert.Equal([new SampledJob(1, 2, 1)], first);
        Assert.Empty(nothing);
        // Its routee was busy until 3, and it started at 4.
        Assert.Equal([new SampledJob(4, 1, 1)], second);
    }

    [Fact]
    public void Of_many_jobs_one_in_every_n_is_waited_for_and_says_nothing_of_dispatch_delays()
    {
        var log = new RunLog(jobs: 12);
        var sampler = new JobSampler(log, most: 4);
        var picked = new List<SampledJob>();
        foreach (var jobs in new[] { 5, 7 })
        {
            for (var i = 0; i < jobs; i++)
            {
                Tell(log, 1);
                End(log, log.Told - 1, log.Told - 1, log.Told);
            }

            picked.AddRange(sampler.Harvest()[0]);
        }

        Assert.Equal([0, 1, 2, 3], picked.Select(job => (int)job.Queue / 3));
        Assert.All(picked, job => Assert.Null(job.DispatchDelay));
    }

    [Fact]
    public void The_jobs_picked_are_of_all_routees()
    {
        const int routees = 16;
        var log = new RunLog(jobs: 16_000);
        Tell(log, 16_000);
        for (var job = 0; job < 16_000; job++)
        {
            // A job's queue time tells its routee, as a round-robin router has it.
            End(log, job, job % routees, routees);
        }

        var picked = new JobSampler(log, most: 1000).Harvest()[0].GroupBy(job => job.Queue).ToArray();

        Assert.Equal(routees, picked.Length);
        Assert.All(picked, routee => Assert.InRange(routee.Count(), 30, 100));
    }

    [Fact]
    public void A_job_that_no_routee_took_up_is_left_out()
    {
        var log = new RunLog(jobs: 1);
        Tell(log, 1);
        log.Answer(new Failed(0, default, "no outcome"));

        Assert.Empty(new JobSampler(log).Harvest()[0]);
    }

    [Fact]
    public void A_job_that_was_cancelled_is_left_out()
    {
        var log = new RunLog(jobs: 1);
        Tell(log, 1);
        log.Answer(new Cancelled(0, new JobTimeline(At(1), At(2), Routee: 0, Thread: 1)));

        Assert.Empty(new JobSampler(log).Harvest()[0]);
    }

    private static void Tell(RunLog log, int jobs)
    {
        for (; jobs > 0; jobs--)
        {
            log.Tell(pool: 0, now: At(0));
        }
    }

    private static void End(RunLog log, int job, int started, int finished) =>
        log.Answer(new Completed(job, new JobTimeline(At(started), At(finished), Routee: 0, Thread: 1), Digest: 0));

    // Not from 0, which stands for never.
    private static long At(int seconds) => (seconds + 1) * Stopwatch.Frequency;
}
