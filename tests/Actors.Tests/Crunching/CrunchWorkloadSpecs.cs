using Akka.Configuration;
using Mul.Actors.Crunching;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Crunching;

public sealed class CrunchWorkloadSpecs
{
    private readonly CrunchWorkload _workload = new();

    [Fact]
    public void Without_options_it_takes_ten_of_twenty_million_twice()
    {
        var jobs = _workload.Jobs(Chosen(), seed: 7);

        Assert.Equal(2, jobs.Count);
        Assert.Equal(
            [new PoolJob(0, new Crunch(0, 10_000_000, 20_000_000, 7, Kept: true)), new PoolJob(0, new Crunch(1, 10_000_000, 20_000_000, 7, Kept: true))],
            jobs.Jobs);
    }

    [Fact]
    public void More_items_than_the_range_has_are_refused()
    {
        var refused = Assert.Throws<UserException>(() => _workload.Jobs(Chosen(("items", "6"), ("range", "5")), seed: 1));

        Assert.Equal("--items 6: there are only 5 distinct numbers to take. Ask for fewer, or raise --range.", refused.Message);
        Assert.Equal(UserException.Usage, refused.ExitCode);
    }

    [Fact]
    public void A_range_that_is_no_32_bit_number_is_refused() =>
        Assert.Throws<UserException>(() => Chosen(("range", "2147483648")));

    [Theory]
    [InlineData("10000000", "20000000", 100_000, 200_000)]
    [InlineData("50", "60", 50, 60)]
    [InlineData("0", "0", 0, 0)]
    [InlineData("1000000", "2000000000", 100_000, 200_000_000)]
    public void Warmup_jobs_are_small_ones_of_the_same_kind_and_keep_nothing(string items, string range, int smallItems, int smallRange)
    {
        var jobs = _workload.Warmup(_workload.Pools[0], Chosen(("items", items), ("range", range)), count: 3);

        Assert.Equal(3, jobs.Count);
        Assert.Equal(Enumerable.Range(0, 3).Select(id => new PoolJob(0, new Crunch(id, smallItems, smallRange, 0, Kept: false))), jobs.Jobs);
    }

    [Theory]
    [InlineData(1, 40_000_000, false)]
    [InlineData(1, 80_000_000, true)]
    [InlineData(2, 80_000_000, false)]
    [InlineData(2, 160_000_000, true)]
    public void Samples_for_which_there_is_too_little_memory_are_refused(int atOnce, long available, bool isEnough)
    {
        // Some 42 MB each.
        void Check() => CrunchWorkload.CheckMemory(10_000_000, 20_000_000, atOnce, available);

        if (isEnough)
        {
            Check();
        }
        else
        {
            var refused = Assert.Throws<UserException>(Check);
            Assert.StartsWith($"--items 10000000: {atOnce} of these lists at once need ", refused.Message, StringComparison.Ordinal);
            Assert.Equal(UserException.Usage, refused.ExitCode);
        }
    }

    [Fact]
    public void Memory_is_reckoned_for_as_many_samples_as_can_be_taken_at_once()
    {
        var setup = new PoolSetup(Config.Empty, Chosen(("items", "2000000000"), ("range", "2147483647")), default) { AtOnce = 3_000 };

        var refused = Assert.Throws<UserException>(() => _workload.Pools[0].PropsFor(setup));
        Assert.StartsWith("--items 2000000000: 3000 of these lists at once need ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_pool_holds_threads()
    {
        var pool = Assert.Single(_workload.Pools);

        Assert.Equal("crunchers", pool.Name);
        Assert.Equal(Handling.Blocking, pool.HandlingFor(Config.Empty));
    }

    [Fact]
    public void An_output_folder_that_cannot_be_is_refused_before_the_first_job()
    {
        var file = Path.GetTempFileName();
        try
        {
            var setup = new PoolSetup(Config.Empty, Chosen(("output", file)), default);

            var refused = Assert.Throws<UserException>(() => _workload.Pools[0].PropsFor(setup));
            Assert.StartsWith($"--output {file}: ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private OptionValues Chosen(params (string Name, string Value)[] options) =>
        new(_workload.Options, options.ToDictionary(option => option.Name, option => option.Value));
}
