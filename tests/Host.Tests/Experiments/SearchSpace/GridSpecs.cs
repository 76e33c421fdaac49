using Mul.Actors.Jobs;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.SearchSpace;

public sealed class GridSpecs
{
    public static TheoryData<string> Workloads => [.. WorkloadCatalog.All.Select(workload => workload.Name)];

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Explain_has_nothing_to_say_against_any_candidate(string name)
    {
        var workload = WorkloadCatalog.Find(name);

        foreach (var candidate in GridOf(name, jobs: 20))
        {
            Assert.Empty(ProfileExamination.Of(candidate.Profile, WorkloadCatalog.All, workload, 2).Problems.Select(problem => $"{candidate.Name}: {problem}"));
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Names_are_unique(string name)
    {
        var names = GridOf(name, jobs: 20).Select(candidate => candidate.Name).ToArray();

        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void A_candidate_is_what_its_name_says()
    {
        var candidate = GridOf("downloads", jobs: 20).Single(candidate => candidate.Name == "blocking-fixed-threads-4t-16r-short");

        var plan = ProfileExamination.Of(candidate.Profile, WorkloadCatalog.All, WorkloadCatalog.Find("downloads"), 2).Pools.Single();
        Assert.Equal((Handling.Blocking, ThreadSupply.Fixed, 4, 16), (plan.Handling, plan.Given.Supply, plan.Given.Threads, plan.Routees));
        Assert.Equal(new PoolSize(4, 16), candidate.Size);

        // throughput + 1, as Akka.NET 1.5.74 has it.
        Assert.Equal(2, plan.Given.MessagesPerTurn);
        Assert.Equal("16 blocking routees on 4 threads (fixed-threads), short turns", candidate.Sentence);
    }

    [Fact]
    public void Sizes_are_powers_of_two_up_to_the_number_of_jobs()
    {
        Assert.Equal([1, 2, 4, 8, 16, 20], Grid.Sizes(20));
        Assert.Equal([1, 4, 16, 20], Grid.Sizes(20, coarse: true));
        Assert.Equal([1], Grid.Sizes(1));
    }

    [Fact]
    public void Only_the_kinds_and_the_handling_that_are_asked_for_are_tried()
    {
        var grid = Grid.Of(WorkloadCatalog.Find("downloads"), [20], new GridLimits { Executors = [TunedExecutor.Pinned, TunedExecutor.ThreadPool], Handling = Handling.Async });

        Assert.Equal(
            ["async-thread-pool-1r", "async-thread-pool-2r", "async-thread-pool-4r", "async-thread-pool-8r", "async-thread-pool-16r", "async-thread-pool-20r"],
            grid.Select(candidate => candidate.Name));
    }

    [Fact]
    public void An_async_pool_on_the_default_dispatcher_adds_no_thread_and_a_blocking_one_may_take_one_for_each_routee()
    {
        var grid = GridOf("downloads", jobs: 20);

        Assert.Equal(new PoolSize(0, 8), grid.Single(candidate => candidate.Name == "async-thread-pool-8r").Size);
        Assert.Equal(new PoolSize(8, 8), grid.Single(candidate => candidate.Name == "blocking-thread-pool-8r").Size);
        Assert.True(new PoolSize(0, 64).CompareTo(new PoolSize(1, 1)) < 0);
    }

    private static IReadOnlyList<Candidate> GridOf(string name, int jobs)
    {
        var workload = WorkloadCatalog.Find(name);
        return Grid.Of(workload, [.. workload.Pools.Select(_ => jobs)], new GridLimits { Cores = 2 });
    }
}
