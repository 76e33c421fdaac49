using Mul.Benchmarks.SideBySide;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class BaselinesSpecs
{
    [Fact]
    public void Goetz_counts_threads_by_how_long_each_is_away_from_its_core()
    {
        var job = new JobDemand(Cpu: TimeSpan.FromMilliseconds(10), Wait: TimeSpan.FromMilliseconds(30));

        // 4 · 0.5 · (1 + 3) = 8 threads; 100 · 40 ms on 5 threads, and on no more than 16.
        Assert.Equal(8, Baselines.GoetzThreads(4, job, utilization: 0.5));
        Assert.Equal(800, Baselines.GoetzMakespan(100, threads: 5, cores: 4, job).TotalMilliseconds);
        Assert.Equal(250, Baselines.GoetzMakespan(100, threads: 64, cores: 4, job).TotalMilliseconds);
    }

    [Fact]
    public void Rounds_are_thirteen_per_cent_off_where_a_mailbox_is_drained_in_one_turn()
    {
        var rounds = Baselines.RoundsMakespan(40, atOnce: 3, TimeSpan.FromMilliseconds(100)).TotalMilliseconds;

        Assert.Equal(1400, rounds);
        Assert.Equal(1600, Makespan(Of(Pool(Fixed(3), routees: 5), Jobs(40, wait: 100))));
    }

    [Theory]
    [InlineData(1, 800)]
    [InlineData(2, 800)]
    [InlineData(4, 400)]
    [InlineData(8, 200)]
    [InlineData(16, 200)]
    public void Between_two_measured_sizes_a_makespan_is_interpolated_in_logarithms(int size, double milliseconds)
    {
        (int, TimeSpan)[] measured = [(2, TimeSpan.FromMilliseconds(800)), (8, TimeSpan.FromMilliseconds(200))];

        Assert.Equal(milliseconds, Baselines.InterpolatedMakespan(measured, size).TotalMilliseconds, 3);
    }
}
