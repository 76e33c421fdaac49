using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Origin;

namespace Mul.Host.Tests.EndToEnd;

[Collection(AloneOnTheMachine.Name)]
public sealed class KilledDownloadSpecs : IDisposable
{
    private const int Files = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // More where there is time for it: MUL_KILLS=200 takes three minutes.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MUL_KILLS") ?? "25", CultureInfo.InvariantCulture);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-killed-");

    private string Output => Path.Combine(_folder.FullName, "out");

    private string Urls => Path.Combine(_folder.FullName, "urls.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task Killed_at_any_moment_a_run_leaves_no_half_file_under_a_final_name_and_the_next_sweeps_its_parts()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        await using var origin = await OriginServer.StartAsync(new OriginSettings { Size = 200_000, Bandwidth = 1_000_000 });
        var urls = Enumerable.Range(0, Files).Select(file => $"{origin.Address}{file}.bin").ToArray();
        await File.WriteAllLinesAsync(Urls, urls);
        using var browser = new HttpClient();
        var contents = await Task.WhenAll(urls.Select(browser.GetByteArrayAsync));
        var random = new Random(200);
        var partsLeft = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var started = TimeProvider.System.GetUtcNow().UtcDateTime;
            using var command = MulCommand.Start(Run());
            if (kill % 4 > 0)
            {
                // However long a loaded machine takes to start; every fourth is killed whatever it is at.
                await ProcessTable.EventuallyAsync(
                    () => Parts().Any(part => File.GetLastWriteTimeUtc(part) >= started) || !ProcessTable.IsAlive(command.Id), TimeSpan.FromSeconds(30), "no download was begun");
            }

            await Task.Delay(random.Next(0, 800));
            int[] processes = [command.Id, .. ProcessTable.ChildrenOf(command.Id)];
            ProcessTable.Signal("KILL", processes);
            await ProcessTable.EventuallyAsync(() => !processes.Any(ProcessTable.IsAlive), Patience, "killed, and still alive two seconds later");
            _ = WholeFiles(contents);
            partsLeft += Parts().Length > 0 ? 1 : 0;
        }

        using var last = MulCommand.Start(Run());
        last.Input.Close();
        var ended = await last.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal((Files, 0), (WholeFiles(contents), Parts().Length));
        // Or the kills came before the first byte and after the last, and nothing was shown.
        Assert.True(partsLeft > Kills / 4, $"of {Kills} kills only {partsLeft} came in the midst of a file");
    }

    private string[] Run() =>
        ["run", "default", "--workload", "downloads", "--urls", Urls, "--output", Output, "--if-exists", "replace", "--no-progress"];

    private string[] Parts() => Directory.Exists(Output) ? Directory.GetFiles(Output, "*.part") : [];

    // Fails if one is not what the origin has. "000017-17.bin" is the job's number and the leaf of its URL.
    private int WholeFiles(byte[][] contents)
    {
        var files = Directory.Exists(Output) ? Directory.GetFiles(Output, "*.bin") : [];
        foreach (var file in files)
        {
            var number = int.Parse(Path.GetFileNameWithoutExtension(file).Split('-')[1], CultureInfo.InvariantCulture);
            Assert.True(contents[number].AsSpan().SequenceEqual(File.ReadAllBytes(file)), $"{Path.GetFileName(file)} is not the file that was asked for");
        }

        return files.Length;
    }
}
