using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

/// <summary>The instrument's second witness: jobs in flight, counted once a millisecond, beside what the trace says.</summary>
public sealed class CountedConcurrencySpecs
{
    private const double Millisecond = 0.001;

    // 10 samples of 1 and 10 of 3: mean 2. Each is a batch of its own: variance 20 × 1² ÷ 19, error √(20 ÷ 19 ÷ 20) = √(1 ÷ 19).
    [Fact]
    public void Twenty_samples_have_their_mean_and_its_standard_error()
    {
        var counted = CountedConcurrency.Of([.. Enumerable.Range(0, 20).Select(i => Sample(i, i % 2 == 0 ? 1 : 3))], new Span(At(0), At(1)));

        Assert.Equal(2, counted!.Value.Mean, 9);
        Assert.Equal(Math.Sqrt(1.0 / 19), counted.Value.Error, 9);
        Assert.Equal(20, counted.Value.Samples);
    }

    // 40 samples that alternate: every batch of two has the mean 2, so the mean is certain.
    [Fact]
    public void The_error_is_that_of_batches_of_neighbours()
    {
        var counted = CountedConcurrency.Of([.. Enumerable.Range(0, 40).Select(i => Sample(i, i % 2 == 0 ? 1 : 3))], new Span(At(0), At(1)));

        Assert.Equal(0, counted!.Value.Error, 9);
    }

    [Fact]
    public void Samples_outside_of_the_makespan_do_not_count()
    {
        InFlightSample[] samples = [Sample(-5, 100), .. Enumerable.Range(0, 20).Select(i => Sample(i, 4)), Sample(25, 100)];

        Assert.Equal(4, CountedConcurrency.Of(samples, new Span(At(0), At(20 * Millisecond)))!.Value.Mean, 9);
    }

    [Fact]
    public void Fewer_than_twenty_samples_say_nothing() =>
        Assert.Null(CountedConcurrency.Of([.. Enumerable.Range(0, 19).Select(i => Sample(i, 4))], new Span(At(0), At(1))));

    [Fact]
    public void An_honest_trace_agrees_with_the_count()
    {
        var (traced, counted) = Witnesses(late: 0);

        Assert.InRange(Math.Abs(traced.Mean - counted.Mean), 0, Tolerance(counted));
    }

    [Fact]
    public void A_trace_that_stamps_the_start_twenty_percent_late_disagrees_with_the_count()
    {
        var (traced, counted) = Witnesses(late: 0.2);

        Assert.Equal(0.8 * counted.Mean, traced.Mean, 0.02 * counted.Mean);
        Assert.True(Math.Abs(traced.Mean - counted.Mean) > Tolerance(counted));
    }

    // Three standard errors, or two percent where there are more than 2,000 samples; and a look at either end of 200 jobs.
    private static double Tolerance(CountedConcurrency counted) =>
        (400.0 / counted.Samples) + (counted.Samples > 2_000 ? 0.02 * counted.Mean : 3 * counted.Error);

    // Five routees that do 40 jobs of 100 ms each, one after another, without a pause; counted as the pacer counts.
    private static (Concurrency Traced, CountedConcurrency Counted) Witnesses(double late)
    {
        const int routees = 5, jobs = 40;
        const double service = 100 * Millisecond;
        var truth = Enumerable.Range(0, routees * jobs)
            .Select(job => (Routee: job % routees, Started: job / routees * service))
            .ToArray();
        var samples = Enumerable.Range(0, (int)(jobs * service / Millisecond))
            .Select(i => (i + 0.5) * Millisecond)
            .Select(now => new InFlightSample(At(now), 0, truth.Count(job => job.Started <= now && now < job.Started + service)))
            .ToArray();
        var records = truth.Select(job => Job(0, job.Started + (late * service), job.Started + service, job.Routee)).ToArray();
        return (Concurrency.Of(records), CountedConcurrency.Of(samples, Span.Of(records))!.Value);
    }

    private static InFlightSample Sample(int millisecond, int jobs) => new(At(millisecond * Millisecond), 0, jobs);
}
