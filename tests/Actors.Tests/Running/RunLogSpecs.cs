using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Running;

public sealed class RunLogSpecs
{
    [Fact]
    public void Jobs_that_were_not_told_are_not_among_the_records()
    {
        var log = new RunLog(jobs: 10);

        log.Tell(pool: 0, now: 100);
        log.Tell(pool: 2, now: 200);

        Assert.Equal([(100, 0), (200, 2)], log.ToRecords().Select(record => ((int)record.Enqueued, (int)record.Pool)));
        Assert.Equal((10, 2, 0), (log.Jobs, log.Told, log.Answered));
    }

    [Fact]
    public void The_first_outcome_of_a_job_counts()
    {
        var log = LogOf(1, jobs: 2);

        Assert.True(log.Answer(new Completed(0, default, Digest: 1)));
        Assert.False(log.Answer(new Completed(0, default, Digest: 2)));
        Assert.False(log.Answer(new Completed(1, default, Digest: 3)));

        Assert.Equal(1, log.Answered);
        Assert.Equal(Digest((0, 1)), log.Of(0).Digest);
    }

    [Fact]
    public void Closing_ends_what_was_told_and_not_answered_and_nothing_else()
    {
        var log = LogOf(3, jobs: 4);
        log.Answer(new Cancelled(1, new JobTimeline(5, 6, 0, 0)));
        log.Close(OutcomeKind.Failed, "silence");

        Assert.Equal([OutcomeKind.Failed, OutcomeKind.Cancelled, OutcomeKind.Failed], log.ToRecords().Select(record => record.Outcome));
        Assert.Equal([0, 5, 0], log.ToRecords().Select(record => record.Started));
        Assert.Equal([0, 2], log.Reasons.Keys.Order());
        Assert.Equal((3, 3), (log.Told, log.Answered));
    }

    [Fact]
    public void A_thousand_reasons_are_kept_and_every_failure_is_counted()
    {
        const int jobs = 1_500;
        var log = new RunLog(jobs);
        for (var job = 0; job < jobs; job++)
        {
            log.Tell(0, now: 1);
            log.Answer(new Failed(job, default, job.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Equal(Enumerable.Range(0, 1_000), log.Reasons.Keys.Order());
        Assert.Equal(jobs, log.ToRecords().Count(record => record.Outcome == OutcomeKind.Failed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_was_written_is_read_again_to_the_last_tick(int pools)
    {
        const int jobs = 200_000;
        var random = new Random(1);
        var log = new RunLog(jobs);
        var told = new JobRecord[jobs];
        for (var job = 0; job < jobs; job++)
        {
            told[job] = new JobRecord { Enqueued = random.NextInt64(long.MaxValue >> random.Next(63)), Pool = (short)random.Next(pools) };
            log.Tell(told[job].Pool, told[job].Enqueued);
        }

        foreach (var job in Shuffled(random, jobs))
        {
            ref var record = ref told[job];
            record.Started = random.NextInt64(long.MaxValue >> random.Next(63));
            // On nodes a clock may say that a job was done before it was begun.
            record.Finished = random.NextInt64(long.MaxValue >> random.Next(63));
            record.Routee = random.Next(int.MaxValue >> random.Next(31));
            record.Thread = random.Next(int.MaxValue >> random.Next(31));
            record.Outcome = (OutcomeKind)random.Next(1, 4);
            var timeline = new JobTimeline(record.Started, record.Finished, record.Routee, record.Thread);
            log.Answer(record.Outcome switch
            {
                OutcomeKind.Completed => new Completed(job, timeline, 0),
                OutcomeKind.Failed => new Failed(job, timeline, ""),
                _ => new Cancelled(job, timeline),
            });
        }

        Assert.Equal(told, log.ToRecords());
    }

    [Fact]
    public void Bytes_and_outcomes_add_up_by_pool()
    {
        var log = new RunLog(jobs: 4);
        foreach (var pool in new[] { 1, 0, 1, 1 })
        {
            log.Tell(pool, now: 1);
        }

        log.Answer(new Transferred(0, default, Digest: 11, Bytes: 40));
        log.Answer(new Transferred(2, default, Digest: 22, Bytes: 2));
        log.Answer(new Completed(1, default, Digest: 33));

        Assert.Equal(new PoolLog { Told = 3, Answered = 2, Bytes = 42, Digest = Digest((0, 11), (1, 22)) }, log.Of(1));
        Assert.Equal(new PoolLog { Told = 1, Answered = 1, Bytes = 0, Digest = Digest((0, 33)) }, log.Of(0));
        Assert.Equal(default, log.Of(2));
    }

    [Fact]
    public void The_digest_depends_on_what_each_job_computed_and_not_on_when_and_where()
    {
        var log = LogOf(2);
        log.Answer(new Completed(1, new JobTimeline(9, 12, 4, 8), Digest: 22));
        log.Answer(new Completed(0, new JobTimeline(1, 2, 3, 4), Digest: 11));

        Assert.Equal(Digest((0, 11), (1, 22)), log.Of(0).Digest);
        Assert.NotEqual(Digest((0, 11), (1, 23)), log.Of(0).Digest);
    }

    [Fact]
    public void Two_jobs_that_swapped_their_results_or_did_the_same_twice_have_another_digest()
    {
        Assert.NotEqual(Digest((0, 11), (1, 22)), Digest((0, 22), (1, 11)));
        Assert.NotEqual(Digest(), Digest((0, 5), (1, 5)));
    }

    [Fact]
    public void A_job_that_was_not_completed_adds_nothing_to_the_digest()
    {
        var log = LogOf(2);
        log.Answer(new Completed(0, default, Digest: 11));
        log.Answer(new Failed(1, default, "404"));

        Assert.Equal(Digest((0, 11)), log.Of(0).Digest);
    }

    [Fact]
    public void An_empty_job_told_and_answered_in_turn_takes_a_dozen_bytes()
    {
        const int jobs = 100_000;
        var log = new RunLog(jobs);
        var done = new Completed(0, default, Digest: 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var job = 0; job < jobs; job++)
        {
            log.Tell(0, now: 1_000_000_000 + (job * 100));
        }

        var told = GC.GetAllocatedBytesForCurrentThread();
        for (var job = 0; job < jobs; job++)
        {
            log.Answer(done with { JobId = job, Timeline = new JobTimeline(1_000_000_000 + (job * 150), 1_000_000_000 + (job * 150) + 60, job % 8, 12) });
        }

        var messages = (long)jobs * 56;
        var answered = GC.GetAllocatedBytesForCurrentThread();
        Assert.InRange((double)(told - before + answered - told - messages) / jobs, 5, 15);
    }

    [Fact]
    public void A_reader_that_comes_again_and_again_reads_everything_once_and_in_order()
    {
        const int jobs = 5_000;
        var log = new RunLog(jobs);
        var reader = new RunLogReader(log);
        var told = new List<long>();
        var ended = new List<int>();
        for (var job = 0; job < jobs; job++)
        {
            log.Tell(0, now: job);
            log.Answer(new Completed(job, default, 0));
            if (job % 700 == 0 || job == jobs - 1)
            {
                reader.LookAgain();
                while (reader.NextTold(out _, out var telling))
                {
                    told.Add(telling.Enqueued);
                }

                while (reader.NextEnded(out var ending))
                {
                    ended.Add(ending.Job);
                }

                Assert.Equal((job + 1, job + 1), (told.Count, ended.Count));
            }
        }

        Assert.Equal(Enumerable.Range(0, jobs).Select(job => (long)job), told);
        Assert.Equal(Enumerable.Range(0, jobs), ended);
    }

    // What the log says of a job that has ended must be there when it says so: no lock holds the reader back.
    [Fact]
    public async Task A_reader_on_another_thread_never_reads_what_is_not_yet_written()
    {
        const int jobs = 300_000;
        var log = new RunLog(jobs);
        var reading = Task.Run(() =>
        {
            var reader = new RunLogReader(log);
            var (told, ended) = (0, 0);
            while (ended < jobs)
            {
                reader.LookAgain();
                for (; reader.NextTold(out _, out var telling); told++)
                {
                    Assert.Equal(told * 1_000_003L, telling.Enqueued);
                }

                for (; reader.NextEnded(out var ending); ended++)
                {
                    Assert.Equal(new Ending(ended, OutcomeKind.Completed, new JobTimeline(ended * 7L, ended * 9L, ended, ended % 50)), ending);
                    Assert.InRange(ended, 0, told - 1);
                }
            }
        });
        for (var job = 0; job < jobs; job++)
        {
            log.Tell(0, now: job * 1_000_003L);
            log.Answer(new Completed(job, new JobTimeline(job * 7L, job * 9L, job, job % 50), 0));
        }

        await reading;
    }

    private static RunLog LogOf(int told, int? jobs = null)
    {
        var log = new RunLog(jobs ?? told);
        for (var job = 0; job < told; job++)
        {
            log.Tell(0, now: 1);
        }

        return log;
    }

    private static ulong Digest(params (ulong Place, ulong Digest)[] jobs) =>
        jobs.Aggregate(0UL, (sum, job) => sum + Mix.Of(job.Place, job.Digest));

    private static int[] Shuffled(Random random, int jobs)
    {
        int[] all = [.. Enumerable.Range(0, jobs)];
        random.Shuffle(all);
        return all;
    }
}
