using Mul.Host.Findings;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class BimodalSpecs
{
    private static readonly Bimodal Rule = new();

    [Fact]
    public void Two_heaps_are_named_and_the_mean_is_not_trusted()
    {
        var remark = Said(Rule, Of(Pool with { ServiceHeaps = new Bimodality(0.12, 0.24, 0.4), ServiceSeconds = All(0.168) }));

        Assert.Equal(Severity.Info, remark.Severity);
        Assert.Equal("downloaders: service times lie in two heaps, about 120 ms and about 240 ms (40 % of the jobs); the mean of 168 ms describes neither.", remark.Message);
        Assert.Equal("Read p50 and p90 instead of the mean, and look for what the slow jobs share: their size, their thread, a first connection.", remark.Remedy);
    }

    [Fact]
    public void Heaps_close_together_are_for_arithmetic_alone() =>
        Assert.Empty(Rule.Of(Of(Pool with { ServiceHeaps = new Bimodality(0.12, 0.17, 0.4) })));

    [Fact]
    public void Heaps_of_nothing_are_the_clocks() =>
        Assert.Empty(Rule.Of(Of(Pool with { ServiceHeaps = new Bimodality(0.000_000_04, 0.000_000_1, 0.4) })));

    [Fact]
    public void One_heap_is_what_is_expected() => Assert.Empty(Rule.Of(Run));
}
