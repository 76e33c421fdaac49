using System.Diagnostics;
using Mul.Actors.Running;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Traces;

public sealed class JobSamplerSpecs
{
    [Fact]
    public void A_job_is_picked_once_when_it_has_ended()
    {
        var sampler = new JobSampler(jobs: 2);
        JobRecord[] records = [Ended(0, 1, 3), new JobRecord { Enqueued = At(0) }];

        var first = sampler.Harvest(records)[0].ToArray();
        var nothing = sampler.Harvest(records)[0].ToArray();
        records[1] = Ended(0, 4, 5);
        var second = sampler.Harvest(records)[0].ToArray();

        Assert.Equal([new SampledJob(1, 2, 1)], first);
        Assert.Empty(nothing);
        // Its routee was busy until 3, and it started at 4.
        Assert.Equal([new SampledJob(4, 1, 1)], second);
    }

    [Fact]
    public void Of_many_jobs_one_in_every_n_is_waited_for_and_says_nothing_of_dispatch_delays()
    {
        var sampler = new JobSampler(jobs: 12, most: 4);
        var records = Enumerable.Range(0, 12).Select(job => Ended(0, job, job + 1)).ToArray();

        var picked = sampler.Harvest(records.AsSpan(0, 5))[0].Concat(sampler.Harvest(records)[0]).ToArray();

        Assert.Equal([0, 1, 2, 3], picked.Select(job => (int)job.Queue / 3));
        Assert.All(picked, job => Assert.Null(job.DispatchDelay));
    }

    [Fact]
    public void The_jobs_picked_are_of_all_routees()
    {
        const int routees = 16;
        var sampler = new JobSampler(jobs: 16_000, most: 1000);
        // A job's queue time tells its routee, as a round-robin router has it.
        var records = Enumerable.Range(0, 16_000).Select(job => Ended(0, job % routees, routees)).ToArray();

        var picked = sampler.Harvest(records)[0].GroupBy(job => job.Queue).ToArray();

        Assert.Equal(routees, picked.Length);
        Assert.All(picked, routee => Assert.InRange(routee.Count(), 30, 100));
    }

    [Fact]
    public void A_job_that_no_routee_took_up_is_left_out()
    {
        var sampler = new JobSampler(jobs: 1);

        Assert.Empty(sampler.Harvest([new JobRecord { Enqueued = At(0), Outcome = OutcomeKind.Failed }])[0]);
    }

    private static JobRecord Ended(int enqueued, int started, int finished) =>
        new() { Enqueued = At(enqueued), Started = At(started), Finished = At(finished), Outcome = OutcomeKind.Completed };

    // Not from 0, which stands for never.
    private static long At(int seconds) => (seconds + 1) * Stopwatch.Frequency;
}
