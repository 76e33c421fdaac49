using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class GcBoundSpecs
{
    private static readonly GcBound Rule = new();

    [Fact]
    public void Pauses_of_a_tenth_of_the_makespan_are_worth_knowing()
    {
        var remark = Said(Rule, Run with { Gc = new GcUse(13, 13, 12, 0.1), Memory = new MemoryUse(null, 237_300_000) });

        Assert.Equal(Severity.Info, remark.Severity);
        Assert.Equal("Garbage collections stopped every thread for 100 ms, 10 % of the makespan: 13 in all, 12 of them full, for 237.3 MB allocated.", remark.Message);
        Assert.Equal("Reuse buffers instead of allocating them per job, or try the server collector (`DOTNET_gcServer=1`).", remark.Remedy);
    }

    [Fact]
    public void Pauses_of_more_than_a_fifth_are_what_the_run_shows() =>
        Assert.Equal(Severity.Warning, Said(Rule, Run with { Gc = new GcUse(13, 13, 12, 0.21) }).Severity);

    [Fact]
    public void A_twentieth_is_not_yet_considerable() => Assert.Empty(Rule.Of(Run with { Gc = new GcUse(13, 13, 12, 0.05) }));

    [Fact]
    public void The_first_growth_of_the_heap_in_a_short_run_is_no_bound() =>
        Assert.Empty(Rule.Of(Run with { MakespanSeconds = 0.13, Gc = new GcUse(1, 1, 1, 0.019) }));

    [Fact]
    public void Of_a_run_of_which_no_job_was_taken_up_pauses_have_no_share() =>
        Assert.Empty(Rule.Of(Run with { MakespanSeconds = 0, Gc = new GcUse(13, 13, 12, 0.1) }));
}
