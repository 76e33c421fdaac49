using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class ConcurrencySpecs
{
    // Told at 0, last finished at 10; 4 + 6 + 5 seconds of service: 15 ÷ 10. At 5 all three run.
    [Fact]
    public void The_mean_is_the_service_time_over_the_makespan_and_the_max_the_most_at_one_instant()
    {
        var concurrency = Concurrency.Of([Job(0, 2, 6), Job(0, 4, 10, routee: 1), Job(0, 5, 10, routee: 2)]);

        Assert.Equal(1.5, concurrency.Mean, 9);
        Assert.Equal(3, concurrency.Max);
    }

    [Fact]
    public void A_job_that_ends_as_another_starts_is_not_counted_with_it() =>
        Assert.Equal(1, Concurrency.Of([Job(0, 0, 1), Job(0, 1, 2), Job(0, 2, 3)]).Max);

    [Fact]
    public void A_job_that_no_routee_took_up_was_never_in_flight()
    {
        var concurrency = Concurrency.Of([Job(0, 0, 2), Lost(0)]);

        Assert.Equal(1, concurrency.Mean, 9);
        Assert.Equal(1, concurrency.Max);
    }

    [Fact]
    public void A_trace_in_which_nothing_ran_has_none()
    {
        Assert.Equal(new Concurrency(0, 0), Concurrency.Of([]));
        Assert.Equal(new Concurrency(0, 0), Concurrency.Of([Lost(0), Lost(1)]));
    }
}
