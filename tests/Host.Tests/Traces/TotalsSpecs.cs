using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class TotalsSpecs
{
    [Fact]
    public void Jobs_are_counted_by_their_outcome_and_all_of_them_as_told()
    {
        var totals = Totals.Of([Job(0, 1, 2), Lost(0), Job(0, 1, 2), Lost(0, OutcomeKind.Cancelled), Lost(0, OutcomeKind.None)]);

        Assert.Equal(new JobCounts(Told: 5, Completed: 2, Failed: 1, Cancelled: 1), totals.Jobs);
    }

    [Fact]
    public void Bytes_add_up_and_threads_are_counted_once_where_jobs_started()
    {
        var totals = Totals.Of([Job(0, 1, 2, thread: 7) with { Bytes = 40 }, Job(0, 1, 2, thread: 9) with { Bytes = 2 }, Job(0, 1, 2, thread: 7), Lost(0)]);

        Assert.Equal((42L, 2), (totals.Bytes, totals.Threads));
    }

    [Fact]
    public void The_digest_depends_on_what_each_job_computed_and_not_on_when_and_where()
    {
        var digest = Digest(Did(0, 11, Job(0, 1, 2)), Did(1, 22, Job(0, 2, 3)));

        Assert.Equal(digest, Digest(Did(0, 11, Job(5, 9, 12, routee: 4, thread: 8)), Did(1, 22, Job(1, 1, 2, routee: 3))));
        Assert.NotEqual(digest, Digest(Did(0, 11, Job(0, 1, 2)), Did(1, 23, Job(0, 2, 3))));
    }

    [Fact]
    public void Two_jobs_that_swapped_their_results_or_did_the_same_twice_have_another_digest()
    {
        var digest = Digest(Did(0, 11), Did(1, 22));

        Assert.NotEqual(digest, Digest(Did(0, 22), Did(1, 11)));
        Assert.NotEqual(Digest(), Digest(Did(0, 5), Did(1, 5)));
    }

    [Fact]
    public void A_job_that_was_not_completed_adds_nothing_to_the_digest() =>
        Assert.Equal(Digest(Did(0, 11)), Digest(Did(0, 11), Did(1, 22) with { Outcome = OutcomeKind.Failed }));

    private static ulong Digest(params JobRecord[] records) => Totals.Of(records).Digest;

    // The place among the records is the job's number; it is written here so that a spec can be read.
    private static JobRecord Did(int _, ulong digest, JobRecord? when = null) => (when ?? Job(0, 1, 2)) with { Digest = digest };
}
