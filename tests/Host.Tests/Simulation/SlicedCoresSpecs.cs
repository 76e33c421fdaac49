using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class SlicedCoresSpecs
{
    [Fact]
    public void Work_shorter_than_a_slice_is_done_first_come_first_served()
    {
        var cores = new SlicedCores(1, slice: 10);
        cores.Begin(0, 4, target: 0);
        cores.Begin(0, 4, target: 1);

        Assert.Equal([(4, 0), (8, 1)], EndsOf(cores));
        Assert.Equal(8, cores.BusyUntil(20));
    }

    [Fact]
    public void Longer_work_makes_room_after_its_slice()
    {
        // 15 and 12 on one core in slices of 10: 0 to 10, 10 to 20, then 5 and 2.
        var cores = new SlicedCores(1, slice: 10);
        cores.Begin(0, 15, target: 0);
        cores.Begin(0, 12, target: 1);

        Assert.Equal([(10, null), (20, null), (25, 0), (27, 1)], EndsOf(cores));
    }

    [Fact]
    public void On_cores_enough_nobody_waits()
    {
        var cores = new SlicedCores(2, slice: 10);
        cores.Begin(0, 15, target: 0);
        cores.Begin(5, 15, target: 1);

        Assert.Equal([(15, 0), (20, 1)], EndsOf(cores).Where(end => end.Target is not null));
    }

    [Fact]
    public void Threads_that_begin_together_and_then_wait_keep_the_cores_busy()
    {
        // 16 threads, 2 cores, 1 ms and then 7 ms: the first two come back when the last two have had their turn, so the cores are never idle.
        var plan = Of(Pool(Fixed(16), routees: 16), Jobs(160, cpu: 1, wait: 7)) with { Slice = TimeSpan.FromMilliseconds(4) };

        // 160 ms of work on two cores, and the last one's wait.
        Assert.Equal(TimeSpan.FromMilliseconds(80 + 7), Engine.Run(plan).Makespan);
    }

    private static List<(long Time, int? Target)> EndsOf(SlicedCores cores)
    {
        var ends = new List<(long, int?)>();
        while (cores.NextEnd < long.MaxValue)
        {
            var time = cores.NextEnd;
            ends.Add((time, cores.End(time)));
        }

        return ends;
    }
}
