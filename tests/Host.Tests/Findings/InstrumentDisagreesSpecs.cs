using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class InstrumentDisagreesSpecs
{
    private static readonly InstrumentDisagrees Rule = new();

    [Fact]
    public void Starts_stamped_a_fifth_of_the_service_late_are_noticed()
    {
        var remark = Said(Rule, Counting(counted: 8, trace: 6.4, error: 0.05, samples: 1_000));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: the instrument counted 8 jobs at once, the trace says 6.4. One of them is wrong, and with it every figure here may be.", remark.Message);
        Assert.Equal("Run it again on a quiet machine. If it stays, this is a fault of Mul: please report it with the output of `--json`.", remark.Remedy);
    }

    [Fact]
    public void Three_standard_errors_are_chance() => Assert.Empty(Rule.Of(Counting(counted: 8, trace: 6.4, error: 0.54, samples: 1_000)));

    [Fact]
    public void Beyond_two_thousand_samples_two_percent_are_all_that_is_forgiven()
    {
        // 2 % of 100 are 2; the edges of 100 jobs add 2 × 100 ÷ 4,000 = 0.05.
        Assert.Empty(Rule.Of(Counting(counted: 102.04, trace: 100, error: 3, samples: 4_000, jobs: 100)));
        Assert.NotEmpty(Rule.Of(Counting(counted: 102.06, trace: 100, error: 3, samples: 4_000, jobs: 100)));
    }

    // 200 jobs of 0.3 ms, 200 per second: each begins just after a look and is over before the next one.
    [Fact]
    public void Jobs_that_keep_step_with_the_looks_may_never_be_seen() =>
        Assert.Empty(Rule.Of(Counting(counted: 0.001, trace: 0.061, error: 0, samples: 930, jobs: 200)));

    // 100 jobs of 120 ms, 50 per second.
    [Fact]
    public void Long_jobs_that_keep_step_with_the_looks_are_seen_well_enough() =>
        Assert.NotEmpty(Rule.Of(Counting(counted: 5.7, trace: 4.56, error: 0.05, samples: 1_900, jobs: 100)));

    [Fact]
    public void While_nobody_looked_more_jobs_may_have_been_in_flight()
    {
        // 300 of 1,000 looks are missing: 0.3 × (8 − 5) = 0.9 more. Three standard errors are 0.15, the edges 0.023.
        Assert.Empty(Rule.Of(Counting(counted: 5, trace: 6.07, error: 0.05, samples: 700, max: 8)));
        Assert.NotEmpty(Rule.Of(Counting(counted: 5, trace: 6.08, error: 0.05, samples: 700, max: 8)));
        Assert.NotEmpty(Rule.Of(Counting(counted: 5, trace: 4.8, error: 0.05, samples: 700, max: 8)));
    }

    [Fact]
    public void A_counter_that_was_hardly_let_run_is_no_witness() =>
        Assert.Empty(Rule.Of(Counting(counted: 8, trace: 6.4, error: 0.05, samples: 400)));

    [Fact]
    public void On_nodes_a_look_every_ten_milliseconds_is_as_often_as_it_should_be()
    {
        var run = Counting(counted: 8, trace: 6.4, error: 0.05, samples: 60) with { Nodes = new NodesRecord(2, 0, 0, 0, 0, 0, 0, 0) };

        Assert.NotEmpty(Rule.Of(run));
        Assert.Empty(Rule.Of(run with { Nodes = null }));
    }

    [Fact]
    public void Jobs_so_short_that_their_stamps_are_part_of_what_is_counted_say_nothing()
    {
        // The two stamps cost more than a job that does nothing.
        Assert.Empty(Rule.Of(Counting(counted: 0.2, trace: 0.07, error: 0.01, samples: 1_000, jobs: 700_000)));
    }

    [Fact]
    public void Where_nothing_was_counted_nothing_disagrees() =>
        Assert.Empty(Rule.Of(Of(Pool with { Concurrency = new ConcurrencyRecord(8, 8, 8, null, null) })));

    [Fact]
    public void A_pool_that_was_done_before_the_others_need_not_have_been_counted_after_that()
    {
        var run = Counting(counted: 8, trace: 6.4, error: 0.05, samples: 600) with { MakespanSeconds = 10 };

        Assert.NotEmpty(Rule.Of(run));
        Assert.Empty(Rule.Of(run with { Pools = [run.Pools[0] with { MakespanSeconds = null }] }));
    }

    // The pool did its jobs in 1 s, or in 4 s where there are thousands of samples.
    private static RunRecord Counting(double counted, double trace, double error, int samples, int jobs = 8, int? max = null) => Of(Pool with
    {
        Concurrency = new ConcurrencyRecord(8, trace, max ?? (int)Math.Ceiling(counted), counted, error, samples),
        Jobs = new JobCounts(jobs, jobs, 0, 0),
        MakespanSeconds = samples > 2_000 ? 4 : 1,
    });
}
