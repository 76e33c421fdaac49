using Mul.Host.Simulation;

namespace Mul.Host.Tests.Simulation;

public sealed class ProcessPaceSpecs
{
    [Fact]
    public void Of_jobs_that_take_no_time_no_process_is_slower_than_another() => Assert.Equal(ProcessPace.Same, ProcessPace.Of([[0, 0]], unit: 0));

    [Fact]
    public void Of_one_process_nothing_is_known_of_the_next_but_its_mean() => Assert.Equal(new ProcessPace(1.5, 0, 0), ProcessPace.Of([[150]], unit: 100));

    [Fact]
    public void Groups_that_differ_in_their_means_say_alike_by_what_part_their_processes_differ()
    {
        // ±10 % in both, of two degrees of freedom: √((4 · 0.01) ÷ 2), times √(1 + ½).
        var pace = ProcessPace.Of([[90, 110], [900, 1100]], unit: 100);

        Assert.Equal((1, 2), (pace.Mean, pace.Freedom));
        Assert.Equal(Math.Sqrt(0.02 * 1.5), pace.Deviation, 9);
    }

    [Theory]
    [InlineData(2, 2.920)]
    [InlineData(5, 2.015)]
    [InlineData(30, 1.697)]
    public void Nine_processes_of_ten_are_as_near_as_tables_of_Students_t_have_it(int freedom, double t)
    {
        var pace = new ProcessPace(1, 0.01, freedom);
        var draws = new Draws(seed: 1);

        var near = Enumerable.Range(0, 20_000).Count(_ => Math.Abs(pace.Next(draws) - 1) <= 0.01 * t);

        Assert.InRange(near / 20_000.0, 0.89, 0.91);
    }

    [Fact]
    public void The_next_process_lies_where_it_is_said_to_nine_times_of_ten_however_few_were_seen()
    {
        // Machines whose processes differ by 8 %: three were seen twice, and one more comes.
        var draws = new Draws(seed: 2);
        var held = 0;
        for (var machine = 0; machine < 2_000; machine++)
        {
            double[] seen = [.. Enumerable.Range(0, 7).Select(_ => 1 + (0.08 * draws.NextNormal()))];
            var pace = ProcessPace.Of([seen[..3], seen[3..6]], unit: seen[..3].Average());
            double[] expected = [.. Enumerable.Range(0, 200).Select(_ => pace.Next(draws) * seen[..3].Average()).Order()];
            held += expected[9] <= seen[6] && seen[6] <= expected[190] ? 1 : 0;
        }

        Assert.InRange(held / 2_000.0, 0.88, 0.93);
    }

    [Fact]
    public void No_process_takes_less_than_half_of_the_mean() =>
        Assert.Equal(1, Enumerable.Range(0, 1_000).Select(seed => new ProcessPace(2, 5, 2).Next(new Draws((ulong)seed))).Min());
}
