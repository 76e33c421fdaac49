using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class AttemptsDisagreeSpecs
{
    private static readonly AttemptsDisagree Rule = new();

    [Theory]
    [InlineData(1, "1 job was done twice, and the second time with another result. So results depend on more than seed and job, and the digest of this run says little.")]
    [InlineData(3, "3 jobs were done twice, and the second time with another result. So results depend on more than seed and job, and the digest of this run says little.")]
    public void Two_attempts_with_different_results_are_a_warning(int jobs, string message)
    {
        var remark = Said(Rule, On(jobs));

        Assert.Equal((Severity.Warning, message), (remark.Severity, remark.Message));
        Assert.StartsWith("Let a job's result follow from its number and the seed alone", remark.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_said_of_the_whole_run_under_its_id() =>
        Assert.Equal("attempts-disagree", Assert.Single(RunFindings.Of(On(jobs: 1))).Id);

    [Fact]
    public void Attempts_that_agree_are_no_reason_to_speak()
    {
        Assert.Empty(Rule.Of(On(jobs: 0)));
        Assert.Empty(Rule.Of(Run));
    }

    private static RunRecord On(int jobs) =>
        Run with { Nodes = new NodesRecord(Joined: 2, StartupSeconds: 1, Redispatched: 5, Expired: 5, Died: 0, Stale: 5, Disagreements: jobs, Resumed: 0) };
}
