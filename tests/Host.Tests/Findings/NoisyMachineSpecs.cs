using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class NoisyMachineSpecs
{
    private static readonly NoisyMachine Rule = new();

    [Fact]
    public void Others_on_the_cores_make_the_times_theirs_as_well()
    {
        var remark = Said(Rule, Run.Using(own: 1, others: 0.6) with { Noise = new Noise(0.05, 0, 0.25, 0, 0) });

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Null(remark.Pool);
        Assert.Equal("The machine was not quiet: other processes had 30 % of the core time, and for 250 ms some task waited for a core.", remark.Message);
        Assert.Equal("Run again on a quiet machine. In the blocks of `mul compare` noise falls on all profiles alike: what it says of them holds.", remark.Remedy);
    }

    [Fact]
    public void Every_kind_of_noise_is_evidence() =>
        Assert.Equal(
            "The machine was not quiet: the hypervisor kept 40.0 ms of core time for others; the CPU quota of its cgroup held the run back for 20.0 ms; a calibration that takes about 50 ms took 200 ms.",
            Said(Rule, Run with { Noise = new Noise(0.2, 0.04, 0, 0.02, 0) }).Message);

    [Fact]
    public void A_tenth_of_the_cores_is_what_a_machine_always_uses() => Assert.Empty(Rule.Of(Run.Using(own: 1, others: 0.2)));

    [Fact]
    public void Whoever_sends_what_is_downloaded_is_no_noise()
    {
        // A hundred downloads leave their origin 0.2 s: 0.4 of 2 core-seconds are not 15 % beside them.
        var downloads = Pool with { Bytes = 4_000_000, Jobs = new JobCounts(100, 100, 0, 0) };

        Assert.Empty(Rule.Of(Of(downloads).Using(own: 1, others: 0.4)));
        Assert.NotEmpty(Rule.Of(Of(downloads).Using(own: 1, others: 0.55)));
    }

    [Fact]
    public void Others_had_no_more_than_the_run_left() =>
        Assert.StartsWith("The machine was not quiet: other processes had 25 % of the core time", Said(Rule, Run.Using(own: 1.5, others: 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void In_a_short_run_the_systems_ticks_are_too_coarse_to_tell() =>
        Assert.Empty(Rule.Of(Run with { MakespanSeconds = 0.08, CoreSeconds = new CoreSeconds(0.16, 0.04, 0, 0.1, 0.02, null, 0) }));

    [Fact]
    public void Of_a_run_of_which_no_job_was_taken_up_nothing_was_disturbed() =>
        Assert.Empty(Rule.Of(Run with { MakespanSeconds = 0, Noise = new Noise(0.05, 0.01, 0, 0.01, 0) }));
}
