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

        log.Tell(job: 0, pool: 0, now: 100);
        log.Tell(job: 1, pool: 2, now: 200);

        Assert.Equal([(100, 0), (200, 2)], log.Records.ToArray().Select(record => ((int)record.Enqueued, (int)record.Pool)));
        Assert.Equal((10, 2, 0), (log.Jobs, log.Told, log.Answered));
    }

    [Fact]
    public void The_first_outcome_of_a_job_counts()
    {
        var log = new RunLog(jobs: 2);
        log.Tell(0, 0, now: 1);

        Assert.True(log.Answer(new Completed(0, default, Digest: 1, Bytes: 0)));
        Assert.False(log.Answer(new Completed(0, default, Digest: 2, Bytes: 0)));
        Assert.False(log.Answer(new Completed(1, default, Digest: 3, Bytes: 0)));

        Assert.Equal(1, log.Answered);
        Assert.Equal(1UL, log.Records.Span[0].Digest);
    }

    [Fact]
    public void Closing_ends_what_was_told_and_not_answered_and_nothing_else()
    {
        var log = new RunLog(jobs: 4);
        for (var job = 0; job < 3; job++)
        {
            log.Tell(job, 0, now: 1);
        }

        log.Answer(new Cancelled(1, new JobTimeline(5, 6, 0, 0)));
        log.Close(OutcomeKind.Failed, "silence");

        Assert.Equal([OutcomeKind.Failed, OutcomeKind.Cancelled, OutcomeKind.Failed], log.Records.ToArray().Select(record => record.Outcome));
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
            log.Tell(job, 0, now: 1);
            log.Answer(new Failed(job, default, job.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Equal(Enumerable.Range(0, 1_000), log.Reasons.Keys.Order());
        Assert.Equal(jobs, log.Records.ToArray().Count(record => record.Outcome == OutcomeKind.Failed));
    }
}
