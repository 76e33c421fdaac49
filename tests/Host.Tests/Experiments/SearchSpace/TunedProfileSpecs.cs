using Mul.Actors.Jobs;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.SearchSpace;

public sealed class TunedProfileSpecs : IDisposable
{
    private const string Own = """
        crunchers-dispatcher { type = ForkJoinDispatcher, throughput = 1, dedicated-thread-pool.thread-count = 3 }
        akka.actor.default-dispatcher { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 2 }
        akka.actor.deployment {
          /crunchers {
            router = smallest-mailbox-pool
            nr-of-instances = 5
            pool-dispatcher = crunchers-dispatcher
            resizer { enabled = on, lower-bound = 2, upper-bound = 9 }
          }
        }
        """;

    private static readonly IWorkload Crunch = WorkloadCatalog.Find("crunch");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-tuned-");

    public static TheoryData<string> InOneProcess => [.. ShippedProfiles.Names.Except(["processes", "nodes", "cluster-router"])];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Of_a_pool_only_dispatcher_and_size_are_replaced()
    {
        var plan = PlanOf(Own, "fixed-threads-2t-8r");

        Assert.Equal(("smallest-mailbox-pool", 8, null), (plan.Router, plan.Routees, plan.Resizer));
        Assert.Equal((ThreadSupply.Fixed, 2, 30), (plan.Given.Supply, plan.Given.Threads, plan.Given.Throughput));
    }

    [Fact]
    public void The_thread_pool_is_the_CLRs_whatever_the_default_dispatcher_is() =>
        Assert.Equal(ThreadSupply.ThreadPool, PlanOf(Own, "thread-pool-8r").Given.Supply);

    [Fact]
    public void Its_text_stays_and_what_is_found_stands_behind_it()
    {
        var (tuned, grid) = GridOver(Own, Crunch);

        Assert.Equal(
            $$"""
            {{Own}}

            crunchers-dispatcher-2 { type = PinnedDispatcher }

            akka.actor.deployment {
              /crunchers { router = smallest-mailbox-pool, nr-of-instances = 4, pool-dispatcher = crunchers-dispatcher-2, resizer.enabled = off }
            }

            """,
            tuned.With(grid.Single(candidate => candidate.Name == "pinned-4r").Hocon));
    }

    [Fact]
    public void A_dispatcher_under_the_routees_path_is_replaced_there_and_their_mailbox_stays()
    {
        var plan = PlanOf(
            """
            mine { type = PinnedDispatcher }
            box { mailbox-type = "Akka.Dispatch.UnboundedMailbox, Akka" }
            akka.actor.deployment {
              /crunchers { router = round-robin-pool, nr-of-instances = 5 }
              "/crunchers/*" { dispatcher = mine, mailbox = box }
            }
            """,
            "fixed-threads-2t-8r");

        Assert.Equal((ThreadSupply.Fixed, "box"), (plan.Given.Supply, plan.Mailbox));
    }

    [Theory]
    [MemberData(nameof(InOneProcess))]
    public void Every_shipped_profile_whose_pools_are_in_one_process_can_be_tuned(string name)
    {
        var mixed = WorkloadCatalog.Find("mixed");
        var tuned = TunedProfile.Admit(name, mixed, strict: false);

        foreach (var candidate in Grid.Of(mixed, [4, 4], new GridLimits { Cores = 2 }, tuned))
        {
            tuned.RefuseUnlessReplaced(candidate, mixed);
        }
    }

    [Fact]
    public void Jobs_are_handled_as_it_says_unless_something_else_is_asked_for()
    {
        var downloads = WorkloadCatalog.Find("downloads");
        var tuned = TunedProfile.Admit("threads", downloads, strict: false);

        Assert.All(Grid.Of(downloads, [8], new GridLimits(), tuned), candidate => Assert.StartsWith("blocking-", candidate.Name, StringComparison.Ordinal));
        Assert.All(Grid.Of(downloads, [8], new GridLimits { Handling = Handling.Async }, tuned), candidate => Assert.StartsWith("async-", candidate.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void One_with_nodes_is_refused() => Assert.Equal(
        "hocon/processes.hocon: has its pools on nodes, and tune measures those of one process. Leave mul.nodes out: what is found then is what one node needs.",
        Assert.Throws<UserException>(() => TunedProfile.Admit("processes", Crunch, strict: false)).Message);

    [Theory]
    [InlineData(
        "pool-dispatcher = mine }",
        "mine { type = PinnedDispatcher, mailbox-type = \"Akka.Dispatch.UnboundedDequeBasedMailbox, Akka\" }",
        "has its mailbox (Akka.Dispatch.UnboundedDequeBasedMailbox, Akka) from what is replaced. Write \"/crunchers/*\" { mailbox = … }.")]
    [InlineData(
        "} default { dispatcher = mine } \"/crunchers/*\" { stash-capacity = 5 }",
        "mine { type = PinnedDispatcher }",
        "keeps its routees on mine by default (own.hocon with thread-pool-1r:1), whatever is laid over it. Write /crunchers { pool-dispatcher = mine } instead.")]
    public void One_that_would_not_become_what_is_measured_is_refused(string deployment, string dispatcher, string message)
    {
        var (tuned, grid) = GridOver($$"""akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 5, {{deployment}} }""" + $"\n{dispatcher}\n", Crunch);

        var refused = Assert.Throws<UserException>(() => tuned.RefuseUnlessReplaced(grid[0], Crunch));

        Assert.Equal($"own.hocon: /crunchers {message}", refused.Message);
    }

    private PoolPlan PlanOf(string profile, string candidate)
    {
        var (tuned, grid) = GridOver(profile, Crunch);
        var found = grid.Single(one => one.Name == candidate);
        tuned.RefuseUnlessReplaced(found, Crunch);
        return ProfileExamination.Of(found.Profile, WorkloadCatalog.All, Crunch, 2).Pools.Single();
    }

    private (TunedProfile Tuned, IReadOnlyList<Candidate> Grid) GridOver(string profile, IWorkload workload)
    {
        var path = Path.Combine(_folder.FullName, "own.hocon");
        File.WriteAllText(path, profile);
        var tuned = TunedProfile.Admit(path, workload, strict: false);
        return (tuned, Grid.Of(workload, [20], new GridLimits { Cores = 2 }, tuned));
    }
}
