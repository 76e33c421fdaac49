using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Nodes.Leases;

public sealed class NodeOutcomeSpecs
{
    // A job that was cancelled is handed out again, and this one would be for ever.
    [Fact]
    public void A_job_that_is_answered_with_an_outcome_of_a_kind_of_its_own_has_failed()
    {
        var outcome = NodeOutcome.Of(new Refunded(3));

        Assert.Equal((OutcomeKind.Failed, "answered with Refunded, which is no outcome that JobProtocol has"), (outcome.Kind, outcome.Reason));
    }

    private sealed record Refunded(int JobId) : JobProtocol.Outcome(JobId, default);
}
