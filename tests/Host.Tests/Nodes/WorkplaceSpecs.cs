using Mul.Actors.Jobs;
using Mul.Host.Nodes;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Nodes;

public sealed class WorkplaceSpecs : IDisposable
{
    private const string Profile = """
        akka.actor.deployment {
          /downloaders { router = round-robin-pool, nr-of-instances = 1 }
          /idlers { router = round-robin-pool, nr-of-instances = 1 }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-workplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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

    private static NodeWork Work(string name, Dictionary<string, string> options)
    {
        var workload = PlugInReference.Find(null, name);
        return new NodeWork
        {
            ProfileName = "mine",
            ProfileFile = "mine.hocon",
            ProfileText = Profile,
            Workload = name,
            Options = options,
            Seed = 1,
            List = NumberedJobs.IdentityOf(workload.Jobs(new OptionValues(workload.Options, options), seed: 1)),
            Warmup = 0,
            AtOnce = [1],
        };
    }
}
