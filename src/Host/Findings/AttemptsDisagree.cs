using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Nodes did a job more than once, and came to different results.</summary>
internal sealed class AttemptsDisagree : IRule
{
    public IEnumerable<Remark> Of(RunRecord run)
    {
        if (run.Nodes is { Disagreements: > 0 and var jobs })
        {
            yield return new Remark(
                Severity.Warning,
                $"{Figures.Count(jobs)} {(jobs == 1 ? "job was" : "jobs were")} done twice, and the second time with another result. So results depend on more than seed and job, and the digest of this run says little.",
                "Let a job's result follow from its number and the seed alone: no clock, no state that jobs share, no server that answers differently the next time.");
        }
    }
}
