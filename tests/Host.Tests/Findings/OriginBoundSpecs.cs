using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class OriginBoundSpecs
{
    private static readonly OriginBound Rule = new();

    [Fact]
    public void Jobs_that_take_longer_the_more_there_are_beside_idle_cores_wait_for_a_full_origin()
    {
        var remark = Said(Rule, Of(Pool with { ServiceUnderLoad = new ServiceUnderLoad(2, 0.12, 7.5, 0.41) }));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: a job took 120 ms with 2 in flight and 410 ms with 7.5, while the cores were idle 95 % of the time: what the jobs wait for does not keep up.", remark.Message);
        Assert.Equal("More routees only lengthen the queue at the other side. Fewer at once, or more capacity there.", remark.Remedy);
    }

    [Fact]
    public void Jitter_is_no_bound() => Assert.Empty(Rule.Of(Of(Pool with { ServiceUnderLoad = new ServiceUnderLoad(2, 0.12, 7.5, 0.17) })));

    [Fact]
    public void Short_jobs_at_the_end_of_a_run_are_no_bound() =>
        // Seen with 100 downloads of 120 to 320 ms: five times as many at once, half as long again.
        Assert.Empty(Rule.Of(Of(Pool with { ServiceUnderLoad = new ServiceUnderLoad(3, 0.15, 16, 0.234) })));

    [Fact]
    public void Jobs_that_take_longer_on_busy_cores_wait_for_a_core() =>
        Assert.Empty(Rule.Of(Of(Pool with { ServiceUnderLoad = new ServiceUnderLoad(2, 0.12, 7.5, 0.41) }).Using(own: 0.8, others: 0.8)));

    [Fact]
    public void A_pool_that_may_have_filled_the_cores_while_it_ran_waited_for_those() =>
        Assert.Empty(Rule.Of(Of(Pool with { ServiceUnderLoad = new ServiceUnderLoad(2, 0.12, 7.5, 0.41), MakespanSeconds = 0.5 }, Pool with { Name = "idlers" }).Using(own: 0.8)));

    [Fact]
    public void A_run_of_even_concurrency_cannot_tell() => Assert.Empty(Rule.Of(Run));
}
