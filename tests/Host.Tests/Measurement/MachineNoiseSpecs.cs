using Mul.Host.Measurement;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Measurement;

public sealed class MachineNoiseSpecs
{
    [Fact]
    public void Of_a_run_in_which_no_job_was_taken_up_there_are_no_core_seconds_to_account_for()
    {
        var noise = MachineNoise.Calibrated();
        noise.Watch();
        noise.Stop();

        Assert.Null(noise.AddTo(RecordOf(makespanSeconds: 0), new IdleSplit(0, 0, 0, 0), 0).CoreSeconds);
        Assert.Equal(4, noise.AddTo(RecordOf(makespanSeconds: 2), new IdleSplit(0, 0, 0, 2), 0).CoreSeconds!.Total);
    }

    private static RunRecord RecordOf(double makespanSeconds) => Records.Record("a", makespanSeconds) with { Cpu = new CpuUse(0.1, 0.1, 0) };
}
