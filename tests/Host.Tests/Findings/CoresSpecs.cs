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
}
