using Mul.Host.Experiments;
using Mul.Host.Findings;
using Mul.Host.Statistics;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Findings;

public sealed class GuardRailsSpecs
{
    private static readonly GuardRails Prompt = new(Achieves: null, HeartbeatP99: TimeSpan.FromMilliseconds(50), NoSlower: null);

    [Fact]
    public void A_bystander_of_which_nothing_was_heard_does_not_pass_for_a_prompt_one()
    {
        var (findings, gate) = Judge(new HeartbeatRecord(null, null));

        Assert.Equal("heartbeat-p99", Assert.Single(findings).Id);
        Assert.Equal(Gate.Slower, gate);
    }

    [Fact]
    public void Samples_that_all_failed_are_judged_by_that_and_not_by_their_bystander()
    {
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(Records.Cell(1, "a", 1) with { Record = null, Failure = "it hung" });

        Assert.Empty(Prompt.Of(ledger, CompareRecords.Of(ledger)));
    }

    [Theory]
    [InlineData(0.049, true)]
    [InlineData(0.051, false)]
    public void A_bystander_may_be_late_by_what_the_guard_rail_allows(double seconds, bool passes)
    {
        var (_, gate) = Judge(new HeartbeatRecord(new Percentiles(seconds, seconds, seconds, seconds, seconds), null));

        Assert.Equal(passes ? Gate.Passed : Gate.Slower, gate);
    }

    private static (IReadOnlyList<Finding> Findings, Gate Gate) Judge(HeartbeatRecord heartbeat)
    {
        var ledger = new Ledger(Records.Header("a"));
        foreach (var block in Enumerable.Range(1, 3))
        {
            var cell = Records.Cell(block, "a", 1);
            ledger.Add(cell with { Record = cell.Record! with { Heartbeat = heartbeat } });
        }

        var record = CompareRecords.Of(ledger);
        Finding[] findings = [.. Prompt.Of(ledger, record)];
        return (findings, Prompt.Judge(findings, record));
    }
}
