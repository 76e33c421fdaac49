using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class CpuBoundSpecs
{
    private static readonly CpuBound Rule = new();

    [Fact]
    public void Full_cores_call_for_cores()
    {
        var remark = Said(Rule, Run.Using(own: 1.9));

        Assert.Equal(Severity.Info, remark.Severity);
        Assert.Equal("The 2 cores were full: this run had 95 % of their time.", remark.Message);
        Assert.Equal("More routees or threads will not help; more cores or nodes will, or less work per job.", remark.Remedy);
    }

    [Fact]
    public void Cores_that_are_a_third_idle_are_not_full() => Assert.Empty(Rule.Of(Run.Using(own: 1.3)));

    [Fact]
    public void What_a_process_used_beside_a_run_of_microseconds_does_not_fill_the_cores() => Assert.Empty(Rule.Of(Run.Using(own: 2.6)));

    [Fact]
    public void Cores_are_full_as_well_if_others_fill_the_rest() =>
        Assert.Equal("The 2 cores were full: this run had 60 % of their time, others 40 %.", Said(Rule, Run.Using(own: 1.2, others: 0.8)).Message);

    [Fact]
    public void One_job_at_a_time_is_not_bound_by_cores_that_others_fill() =>
        // 0.9 s of CPU in 1 s, all of it in the one handler at work.
        Assert.Empty(Rule.Of((Run with { JobSeconds = new JobSeconds(4, 3, 0, 1) }).Using(own: 0.9, others: 1.1)));

    [Fact]
    public void Jobs_of_no_work_fill_the_cores_beside_their_handlers() =>
        Assert.NotEmpty(Rule.Of((Run with { JobSeconds = new JobSeconds(300, 299, 0.5, 0.1) }).Using(own: 1.4, others: 0.5)));

    [Fact]
    public void The_cores_of_a_larger_machine_do_not_count() =>
        // A container with 2 of 64 cores: the system's idle time is that of all 64.
        Assert.NotEmpty(Rule.Of(Run with { Cpu = new CpuUse(1.8, 0, 180), CoreSeconds = new CoreSeconds(2, 1.8, 0, 30, 32, null, -61.8) }));
}
