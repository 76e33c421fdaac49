using System.Text.Json;

namespace Mul.Host.Tests.EndToEnd;

[Collection(AloneOnTheMachine.Name)]
public sealed class ResumeSpecs : IDisposable
{
    private const int Blocks = 10;

    private static readonly string[] Profiles = ["default", "one-thread", "task"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-resume-");

    private string Ledger => Path.Combine(_folder.FullName, "x.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task Killed_at_twenty_random_points_an_experiment_ends_with_the_cells_of_an_undisturbed_one()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var random = new Random(20);
        for (var kill = 0; kill < 20; kill++)
        {
            using var command = MulCommand.Start(Compare());
            await Task.Delay(random.Next(200, 2_000));
            if (!ProcessTable.IsAlive(command.Id))
            {
                break;
            }

            var children = ProcessTable.ChildrenOf(command.Id);
            command.Signal("KILL");
            await ProcessTable.EventuallyAsync(() => !children.Any(ProcessTable.IsAlive), Patience, "a child outlived its parent");
        }

        using var last = MulCommand.Start(Compare());
        await Ended(last);

        Assert.Equal(Undisturbed(), Cells());
    }

    [Fact]
    public async Task A_report_made_twice_from_one_ledger_is_the_same_to_the_byte()
    {
        using var command = MulCommand.Start("compare", "default", "one-thread", "--workload", "noop", "--jobs", "500", "--blocks", "2", "--ledger", Ledger, "--no-progress");
        await Ended(command);

        string[] forms = ["json", "csv", "markdown", "html", "timeline"];
        string PathOf(string name, string form) => Path.Combine(_folder.FullName, $"{name}.{form}");
        foreach (var name in new[] { "one", "other" })
        {
            await MulCommand.RunAsync(["report", Ledger, .. forms.SelectMany(form => new[] { "--" + form, PathOf(name, form) })]);
        }

        foreach (var form in forms)
        {
            Assert.Equal(await File.ReadAllBytesAsync(PathOf("one", form)), await File.ReadAllBytesAsync(PathOf("other", form)));
        }
    }

    [Fact]
    public async Task A_ledger_that_is_there_is_not_written_over()
    {
        await File.WriteAllTextAsync(Ledger, "what somebody kept");

        var ended = await MulCommand.RunAsync("compare", "default", "one-thread", "--workload", "noop", "--ledger", Ledger);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("--resume", ended.Errors, StringComparison.Ordinal);
        Assert.Equal("what somebody kept", await File.ReadAllTextAsync(Ledger));
    }

    private string[] Compare() =>
        ["compare", .. Profiles, "--workload", "noop", "--jobs", "500", "--blocks", $"{Blocks}", "--ledger", Ledger, "--resume", "--no-progress"];

    private static async Task Ended(MulCommand command)
    {
        using var patience = new CancellationTokenSource(3 * Patience);
        await ProcessTable.EventuallyAsync(() => !ProcessTable.IsAlive(command.Id), 3 * Patience, "the experiment did not end");
        Assert.Equal(0, (await command.EndAsync()).ExitCode);
    }

    private IEnumerable<string> Cells() => File.ReadLines(Ledger)
        .Skip(1)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(cell => cell.GetProperty("phase").GetString() == "blocks")
        .Select(cell => $"{cell.GetProperty("block").GetInt32():00} {cell.GetProperty("profile").GetString()}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Undisturbed() =>
        from block in Enumerable.Range(1, Blocks)
        from profile in Profiles.Order(StringComparer.Ordinal)
        select $"{block:00} {profile}";
}
