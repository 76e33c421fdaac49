using System.Text.Json;

namespace Mul.Host.Tests.EndToEnd;

[Collection(AloneOnTheMachine.Name)]
public sealed class TuneSpecs : IDisposable
{
    private static readonly string[] Crunch = ["--workload", "crunch", "--jobs", "4", "--items", "50000", "--range", "100000"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-tune-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Speed", "slow")]
    public async Task What_tune_finds_runs_and_is_clean_and_its_ledger_tells_the_same_again()
    {
        var (profile, ledger) = (Path.Combine(_folder.FullName, "found.hocon"), Path.Combine(_folder.FullName, "tune.jsonl"));
        string[] arguments = ["tune", .. Crunch, "--samples", "8", "--dispatchers", "thread-pool,pinned", "--ledger", ledger, "--output", profile, "--json", "-"];

        var tuned = await MulCommand.RunAsync(arguments);

        Assert.True(tuned.ExitCode == 0, tuned.ToString());
        Assert.Equal("mul.tune/1", tuned.Json.GetProperty("schema").GetString());
        Assert.InRange(tuned.Json.GetProperty("samples").GetInt32(), 4, 8);
        Assert.Equal(await File.ReadAllTextAsync(profile), tuned.Json.GetProperty("winner").GetProperty("hocon").GetString());

        Assert.Equal(0, (await MulCommand.RunAsync("explain", profile, "--strict")).ExitCode);
        Assert.Equal(0, (await MulCommand.RunAsync(["run", profile, "--strict", .. Crunch])).ExitCode);

        // Every sample is there already, so the same budget leads to the same result.
        var lines = await File.ReadAllLinesAsync(ledger);
        var again = await MulCommand.RunAsync([.. arguments, "--resume"]);
        Assert.Equal(tuned.Output, again.Output);
        Assert.DoesNotContain("about 0;", again.Errors, StringComparison.Ordinal);
        Assert.Equal(lines, await File.ReadAllLinesAsync(ledger));
        Assert.All(lines[1..^1], line => Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(line).RootElement.GetProperty("failure").ValueKind));

        Assert.Equal(tuned.Output, (await MulCommand.RunAsync("report", ledger, "--json", "-")).Output);
        Assert.Equal(lines.Length - 2, (await MulCommand.RunAsync("report", ledger, "--csv", "-")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);

        // As a search that was killed leaves it.
        await File.WriteAllLinesAsync(ledger, lines[..^1]);
        var unfinished = await MulCommand.RunAsync("report", ledger, "--json", "-");
        Assert.Equal("mul.compare/1", unfinished.Json.GetProperty("schema").GetString());
        Assert.Equal($"{ledger}: this search has not ended; what it has measured is shown as a comparison. mul tune with --ledger and --resume goes on.\n", unfinished.Errors);
    }

    [Theory]
    [InlineData("--objective", "speed", "--objective speed: expected smallest-sufficient, ")]
    [InlineData("--budget", "soon", "--budget soon: expected a duration")]
    [InlineData("--samples", "0", "--samples 0: expected a whole number")]
    [InlineData("--dispatchers", "pined", "--dispatchers pined: expected thread-pool, ")]
    [InlineData("--handling", "both", "--handling both: expected async or blocking.")]
    [InlineData("--threshold", "-1%", "--threshold -1%: expected a percentage")]
    public async Task A_wrong_option_is_refused_in_one_line(string option, string value, string message)
    {
        var ended = await MulCommand.RunAsync("tune", option, value);

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("mul: " + message, ended.Errors, StringComparison.Ordinal);
    }
}
