using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class ImbalanceSpecs
{
    private static readonly Imbalance Rule = new();

    [Fact]
    public void Queues_beside_idle_routees_call_for_a_router_that_looks()
    {
        var remark = Said(Rule, Of(Queueing(0.45, wait: 2)));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: jobs waited 2.00 s behind others on average, and in 45 % of that time another routee had nothing to do.", remark.Message);
        Assert.Equal("A router that looks at queues (`router = smallest-mailbox-pool`), or smaller jobs: round robin deals them out without looking.", remark.Remedy);
    }

    [Fact]
    public void The_last_round_is_no_imbalance() => Assert.Empty(Rule.Of(Of(Queueing(0.19, wait: 2))));

    [Fact]
    public void A_wait_of_less_than_half_a_job_is_not_worth_a_router() => Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 0.4))));

    [Fact]
    public void Jobs_of_no_work_are_done_before_a_router_could_look() =>
        Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2) with { ServiceSeconds = All(0.000_000_1) })));

    [Fact]
    public void Where_threads_are_short_it_does_not_matter_which_routee_has_the_job() =>
        Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2) with { DispatchDelaySeconds = Upto(0.1, 3) })));

    [Fact]
    public void Where_cores_are_full_it_does_not_matter_either() => Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2)).Using(own: 1.9)));

    private static PoolRecord Queueing(double whileIdle, double wait) =>
        Pool with { QueuedWhileIdle = whileIdle, QueueSeconds = All(wait), DispatchDelaySeconds = All(0) };
}
