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

    [Fact]
    public void Of_a_run_of_fewer_core_seconds_than_the_system_s_ticks_can_tell_there_are_none()
    {
        var noise = MachineNoise.Calibrated();
        noise.Watch();
        noise.Stop();

        Assert.Null(noise.AddTo(RecordOf(makespanSeconds: 0.09), new IdleSplit(0, 0, 0, 0.09), 0).CoreSeconds);
        Assert.NotNull(noise.AddTo(RecordOf(makespanSeconds: 0.11), new IdleSplit(0, 0, 0, 0.11), 0).CoreSeconds);
    }

    [Fact]
    public void Of_a_run_that_went_on_after_its_last_job_there_are_none_as_the_system_counted_all_of_it()
    {
        var noise = MachineNoise.Calibrated();
        noise.Watch();
        MachineNoise.Calibrated();
        noise.Stop();
        var record = RecordOf(noise.WatchedSeconds / 1.2);
        var enough = record.Environment with { Cores = 1_000 };

        Assert.Null(noise.AddTo(record with { Environment = enough }, new IdleSplit(0, 0, 0, 1), 0).CoreSeconds);
        Assert.NotNull(noise.AddTo(RecordOf(noise.WatchedSeconds) with { Environment = enough }, new IdleSplit(0, 0, 0, 1), 0).CoreSeconds);
    }

    [Fact]
    public void Where_it_is_not_known_what_the_run_used_nothing_is_said_of_others()
    {
        var noise = MachineNoise.Calibrated();
        noise.Watch();
        noise.Stop();

        var record = noise.AddTo(RecordOf(makespanSeconds: 2) with { Cpu = null }, new IdleSplit(0, 0, 0, 2), 0);

        Assert.Null(record.CoreSeconds);
        Assert.NotNull(record.Noise);
    }

    private static RunRecord RecordOf(double makespanSeconds) => Records.Record("a", makespanSeconds) with { Cpu = new CpuUse(0.1, 0.1, 0) };
}
