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
    public void Threads_are_counted_once_where_jobs_started() =>
        Assert.Equal(2, Totals.Of([Job(0, 1, 2, thread: 7), Job(0, 1, 2, thread: 9), Job(0, 1, 2, thread: 7), Lost(0)]).Threads);
}
