using Mul.Host.Findings;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Findings;

public sealed class CoresSpecs
{
    // Half a core for the ten seconds in which it was watched, of which the last job took the first hundredth.
    [Fact]
    public void A_run_that_went_on_in_silence_is_judged_by_the_time_that_it_was_watched()
    {
        var run = Example.Run with { MakespanSeconds = 0.1, Cpu = new CpuUse(5, 0, Percent: 50), CoreSeconds = null };

        Assert.Equal(0.25, Cores.Own(run));
        Assert.False(Cores.AreFull(run));
    }

    // Twelve crunches of 15 ms on two cores beside many other processes: too short for the system's ticks to tell who had the cores.
    [Theory]
    [InlineData(0.189, false)]
    [InlineData(0.07, false)]
    [InlineData(0.06, true)]
    [InlineData(null, true)]
    public void In_a_short_run_the_cores_had_no_time_if_tasks_waited_for_them(double? pressure, bool hadTime)
    {
        var run = Example.Run with
        {
            MakespanSeconds = 0.139,
            Cpu = new CpuUse(0.1, 0, Percent: 72),
            CoreSeconds = null,
            Noise = new Noise(0.05, 0, pressure, 0, 0),
        };

        Assert.Equal(hadTime, Cores.HadTime(run, Example.Pool));
    }

    [Fact]
    public void Where_the_system_tells_how_idle_the_cores_were_nothing_need_be_concluded_from_who_waited() =>
        Assert.Equal(0.95, Cores.Idle(Example.Run with { Noise = new Noise(0.05, 0, 0.9, 0, 0) })!.Value, 9);
}
