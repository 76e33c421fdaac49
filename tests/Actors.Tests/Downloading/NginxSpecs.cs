using System.Security.Cryptography;
using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Downloading;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Downloading;

public sealed class NginxSpecs : TestKit
{
    private const int Count = 500;
    private const int Size = 40_000;

    [SkippableTheory]
    [InlineData("async")]
    [InlineData("blocking")]
    public async Task Five_hundred_files_from_nginx_have_the_right_bytes(string io)
    {
        using var nginx = await Nginx.StartAsync();
        Skip.If(nginx is null, "nginx is not installed");
        var random = new Random(1);
        var lines = new List<string>();
        var bytes = new byte[Size];
        for (var file = 0; file < Count; file++)
        {
            random.NextBytes(bytes);
            await File.WriteAllBytesAsync(Path.Combine(nginx.Files, $"{file}.bin"), bytes);
            lines.Add($"{nginx.Url($"{file}.bin")} {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        }

        var folder = Directory.CreateTempSubdirectory("mul-specs-").FullName;
        var list = Path.Combine(nginx.Files, "urls.txt");
        await File.WriteAllLinesAsync(list, lines);
        var downloads = new Downloads();
        var options = new OptionValues(downloads.Options, new Dictionary<string, string> { ["urls"] = list, ["output"] = folder });
        var setup = new PoolSetup(ConfigurationFactory.ParseString($"mul.downloaders.io = {io}"), options, CancellationToken.None);
        var pool = Sys.ActorOf(downloads.Pools[0].PropsFor(setup).WithRouter(new RoundRobinPool(5)));

        foreach (var job in downloads.Jobs(options, seed: 1).Jobs)
        {
            pool.Tell(job.Job);
        }

        for (var job = 0; job < Count; job++)
        {
            var completed = Assert.IsType<Transferred>(await ExpectMsgAsync<Outcome>(TimeSpan.FromSeconds(60)));
            Assert.Equal(Size, completed.Bytes);
        }

        await Sys.Terminate();
        Assert.Equal(Count, Directory.GetFiles(folder).Length);
        for (var file = 0; file < Count; file++)
        {
            Assert.EndsWith(
                Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, $"{file:D6}-{file}.bin")))),
                lines[file]);
        }

        Directory.Delete(folder, recursive: true);
    }
}
