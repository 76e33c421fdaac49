using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Downloading;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Downloading;

public sealed class DownloaderSpecs : TestKit
{
    [Theory]
    [InlineData("async", typeof(Downloader))]
    [InlineData("blocking", typeof(BlockingDownloader))]
    public void The_profile_decides_which_downloader_the_pool_has(string io, Type downloader)
    {
        using var stopping = new CancellationTokenSource();
        var props = PoolProps(io, stopping.Token);

        Assert.Equal(downloader, props.Type);
    }

    [Theory]
    [InlineData("async")]
    [InlineData("blocking")]
    public async Task A_hundred_jobs_for_one_url_give_a_hundred_correct_files(string io)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("the same for all")));
        using var stopping = new CancellationTokenSource();
        var folder = Directory.CreateTempSubdirectory("mul-specs-").FullName;
        var pool = Sys.ActorOf(PoolProps(io, stopping.Token, folder).WithRouter(new RoundRobinPool(10)));

        for (var job = 0; job < 100; job++)
        {
            pool.Tell(DownloadRig.Job(server.Url(), DownloadRig.SumOf("the same for all"), job));
        }

        var outcomes = new List<object>();
        for (var job = 0; job < 100; job++)
        {
            outcomes.Add(await ExpectMsgAsync<Outcome>(TimeSpan.FromMinutes(2)));
        }

        Assert.Equal(Enumerable.Range(0, 100), outcomes.OfType<Completed>().Select(outcome => outcome.JobId).Order());
        await Sys.Terminate();
        var files = Directory.GetFiles(folder);
        Assert.Equal(100, files.Length);
        Assert.All(files, file => Assert.Equal("the same for all", File.ReadAllText(file)));
        Directory.Delete(folder, recursive: true);
    }

    private static Props PoolProps(string io, CancellationToken stopping, string output = "")
    {
        var downloads = new Downloads();
        var options = new OptionValues(downloads.Options, output.Length == 0 ? new Dictionary<string, string>() : new() { ["output"] = output });
        return downloads.Pools[0].PropsFor(new PoolSetup(ConfigurationFactory.ParseString($"mul.downloaders.io = {io}"), options, stopping));
    }
}
