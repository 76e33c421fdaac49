using Akka.Actor;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using Mul.Host.Measurement;
using Mul.Host.Nodes;
using Mul.Host.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Nodes;

public sealed class WorkplaceSpecs : TestKit
{
    private const string Profile = """
        akka.actor.deployment {
          /downloaders { router = round-robin-pool, nr-of-instances = 1 }
          /idlers { router = round-robin-pool, nr-of-instances = 1 }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-workplace-").FullName;

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("http://h/a\nhttp://h/c\n")]
    [InlineData("http://h/a\n")]
    public void A_node_whose_files_make_another_list_of_jobs_is_refused_in_one_sentence(string here)
    {
        var urls = Path.Combine(_folder, "urls.txt");
        File.WriteAllText(urls, "http://h/a\nhttp://h/b\n");
        var work = Work("downloads", new() { ["urls"] = urls });
        File.WriteAllText(urls, here);

        var refused = Assert.Throws<UserException>(() => new Workplace(work, "node-1", capacity: null));

        Assert.StartsWith("the files that the run's options name have other contents here", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_process_did_before_it_had_pools_of_the_run_s_is_not_counted()
    {
        var before = ProcessUsage.Now();
        using var workplace = new Workplace(Work("noop", []), "node-1", capacity: null);

        var used = workplace.Usage();

        var after = ProcessUsage.Now();
        Assert.InRange(used.User, TimeSpan.Zero, after.User - before.User);
        Assert.InRange(used.AllocatedBytes, 0, after.AllocatedBytes - before.AllocatedBytes);
        Assert.InRange(used.Gen0, 0, after.Gen0 - before.Gen0);
    }

    [Fact]
    public async Task A_pool_that_stops_is_told_of()
    {
        using var workplace = new Workplace(Work("noop", []), "node-1", capacity: null, why => TestActor.Tell(why));
        workplace.Start(0, TestActor);
        await ExpectMsgAsync<JobProtocol.Completed>();

        ((IInternalActorRef)LastSender).Parent.Stop();

        Assert.StartsWith("user/idlers has stopped on this node", (await ExpectMsgAsync<UserException>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ActorSystem_that_a_workload_has_ended_is_told_of()
    {
        using var workplace = new Workplace(Work("noop", []), "node-1", capacity: null, why => TestActor.Tell(why));
        workplace.Start(0, TestActor);
        await ExpectMsgAsync<JobProtocol.Completed>();

        await ((ActorRefWithCell)LastSender).Underlying.System.Terminate();

        Assert.Equal(
            "workload noop: it has ended this node's ActorSystem. Leave out what does that, as Context.System.Terminate().",
            (await ExpectMsgAsync<UserException>()).Message);
    }

    [Fact]
    public async Task A_workplace_that_is_closed_tells_of_no_pool()
    {
        var workplace = new Workplace(Work("noop", []), "node-1", capacity: null, why => TestActor.Tell(why));
        workplace.Start(0, TestActor);
        await ExpectMsgAsync<JobProtocol.Completed>();

        workplace.Dispose();

        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private static NodeWork Work(string name, Dictionary<string, string> options)
    {
        var workload = WorkloadCatalog.Find(name);
        var values = new OptionValues(workload.Options, options);
        return new NodeWork
        {
            Source = RunSource.Of(ProfileLoader.FromText("mine", "mine.hocon", Profile), workload, values, seed: 1),
            List = NumberedJobs.IdentityOf(workload.Jobs(values, seed: 1)),
            Warmup = 0,
            AtOnce = [1],
        };
    }
}
