using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class SpanSpecs
{
    [Fact]
    public void The_makespan_reaches_from_the_first_job_told_to_the_last_one_finished()
    {
        JobRecord[] records = [Job(3, 5, 9), Job(1, 2, 4), Job(2, 6, 7)];

        Assert.Equal(8, Span.Of(records).Seconds, 9);
    }

    [Fact]
    public void A_job_that_no_routee_took_up_may_begin_it_and_does_not_end_it() =>
        Assert.Equal(4, Span.Of([Lost(0), Job(1, 2, 4), Lost(9)]).Seconds, 9);

    [Fact]
    public void It_is_nothing_where_nothing_was_done()
    {
        Assert.Equal(0, Span.Of([]).Seconds);
        Assert.Equal(0, Span.Of([Lost(5)]).Seconds);
    }
}
