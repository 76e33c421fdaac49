using System.Text.Json;

namespace Mul.Host.Tests.EndToEnd;

/// <summary><c>mul run</c>, as built.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class RunSpecs
{
    private const string Percentiles = "mean p50 p90 p99 max";
    private const string Side = "routees dispatcher";
    private const string Dispatcher = "id type executor throughput threads";

    // The names of schema mul.run/1, by the path of the object that has them: what scripts rely on, so a change here is a change of theirs.
    private static readonly Dictionary<string, string> Schema = new()
    {
        [""] = "schema startedAt profile workload seed warmup rate window interrupted makespanSeconds cpu memory gc contextSwitches threads "
            + "coreSeconds jobSeconds heartbeat pools findings noise nodes environment",
        ["profile"] = "name file sha256",
        ["workload"] = "name options assembly",
        ["cpu"] = "userSeconds systemSeconds percent",
        ["memory"] = "peakResidentBytes allocatedBytes",
        ["gc"] = "gen0 gen1 gen2 pauseSeconds",
        ["contextSwitches"] = "voluntary involuntary",
        ["threads"] = "max",
        ["heartbeat"] = "delaySeconds timerSeconds intervalSeconds",
        ["heartbeat.delaySeconds"] = Percentiles,
        ["heartbeat.timerSeconds"] = Percentiles,
        ["pools[]"] = "name router handling configured effective stoppedRoutees concurrency jobs failures bytes makespanSeconds jobsPerSecond digest queueSeconds serviceSeconds "
            + "responseSeconds dispatchDelaySeconds serviceHeaps serviceUnderLoad queuedWhileIdle",
        ["pools[].configured"] = Side,
        ["pools[].configured.dispatcher"] = Dispatcher,
        ["pools[].effective"] = Side,
        ["pools[].effective.dispatcher"] = Dispatcher,
        ["pools[].concurrency"] = "configured mean max counted countedError countedSamples",
        ["pools[].jobs"] = "told completed failed cancelled",
        ["pools[].queueSeconds"] = Percentiles,
        ["pools[].serviceSeconds"] = Percentiles,
        ["pools[].responseSeconds"] = Percentiles,
        ["pools[].dispatchDelaySeconds"] = Percentiles,
        ["nodes"] = "joined startupSeconds redispatched expired died stale disagreements resumed unheard",
        ["findings[]"] = "id severity message remedy",
        ["environment"] = "cores cpu os runtime akka gcMode version",
    };

    [Fact]
    public async Task A_run_as_json_has_the_names_of_its_schema_and_nothing_else_is_on_standard_output()
    {
        var run = await MulCommand.RunAsync("run", "default", "--workload", "noop", "--jobs", "1000", "--json", "-");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(run.Errors);
        Assert.Equal("mul.run/1", run.Json.GetProperty("schema").GetString());
        AssertNames(run.Json, "");
        Assert.Equal((1000, 1000, 0, 0), run.Jobs);
        // However short it was.
        Assert.Equal(OperatingSystem.IsLinux(), run.Json.GetProperty("threads").GetProperty("max").ValueKind == JsonValueKind.Number);
        Assert.Equal("hocon/default.hocon", run.Json.GetProperty("profile").GetProperty("file").GetString());
        Assert.Equal("1000", run.Json.GetProperty("workload").GetProperty("options").GetProperty("jobs").GetString());
        Assert.False(run.Json.GetProperty("interrupted").GetBoolean());
    }

    [Fact]
    public async Task What_routees_saw_of_themselves_is_in_the_result()
    {
        var run = await MulCommand.RunAsync("run", "threads", "--workload", "noop", "--jobs", "1000", "--json", "-");

        var effective = run.Pool.GetProperty("effective");
        var dispatcher = effective.GetProperty("dispatcher");
        Assert.Equal(5, effective.GetProperty("routees").GetInt32());
        Assert.Equal("thread-each", dispatcher.GetProperty("id").GetString());
        Assert.Equal("PinnedDispatcher", dispatcher.GetProperty("type").GetString());
        // A thousand jobs over five routees with a thread each.
        Assert.Equal(5, dispatcher.GetProperty("threads").GetInt32());
    }

    [Theory]
    [InlineData("noop", "--jobs", "500")]
    [InlineData("crunch", "--jobs", "6", "--items", "1000", "--range", "2000")]
    public async Task The_digest_is_equal_under_all_profiles(string workload, params string[] options)
    {
        string[] arguments = ["--workload", workload, "--json", "-", .. options];
        var digests = new List<string?>();

        foreach (var profile in new[] { "sequential", "default", "fork-join" })
        {
            digests.Add((await MulCommand.RunAsync(["run", profile, .. arguments])).Pool.GetProperty("digest").GetString());
        }

        Assert.Single(digests.Distinct());
    }

    [SkippableFact]
    public async Task A_run_that_may_use_only_some_of_the_cores_is_silent_about_what_the_others_did()
    {
        Skip.IfNot(File.Exists("/usr/bin/taskset"), "taskset (Debian: util-linux) is not installed");
        Skip.If(Environment.ProcessorCount == 1, "there is only one core");
        using var command = MulCommand.StartUnder(["taskset", "-c", "0"], "run", "sequential", "--workload", "downloads", "--jobs", "5", "--latency", "100ms", "--json", "-");
        command.Input.Close();

        var cores = (await command.EndAsync()).Json.GetProperty("coreSeconds");

        Assert.True(cores.GetProperty("user").GetDouble() >= 0);
        string[] unknown = ["idle", "idleWhile", "unexplained"];
        Assert.All(unknown, name => Assert.Equal(JsonValueKind.Null, cores.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task A_run_that_took_too_long_shows_what_is_known_and_is_no_success()
    {
        var ended = await MulCommand.RunAsync("run", "sequential", "--workload", "downloads", "--jobs", "1000", "--latency", "100ms", "--sample-timeout", "3s", "--json", "-");

        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.True(ended.Json.GetProperty("interrupted").GetBoolean());
        Assert.InRange(ended.Jobs.Completed, 0, 999);
        Assert.Equal("mul: sequential: it took longer than the 3.00 s of --sample-timeout. Allow more, or ask for fewer jobs.\n", ended.Errors);
    }

    [Fact]
    public async Task Another_seed_has_another_digest()
    {
        string[] arguments = ["run", "sequential", "--workload", "crunch", "--jobs", "2", "--items", "1000", "--range", "2000", "--json", "-"];

        var first = await MulCommand.RunAsync(arguments);
        var second = await MulCommand.RunAsync([.. arguments, "--seed", "2"]);

        Assert.NotEqual(first.Pool.GetProperty("digest").GetString(), second.Pool.GetProperty("digest").GetString());
    }

    // The one routee computes for some hundred milliseconds, and so says nothing for far more than one.
    [Fact]
    public async Task A_routee_that_is_silent_for_too_long_ends_the_run_with_its_jobs_failed()
    {
        // However late the machine lets the silence be noticed, no job is done by then.
        var run = await MulCommand.RunAsync(
            "run", "sequential", "--workload", "downloads", "--jobs", "3", "--latency", "1min", "--max-silence", "1ms", "--json", "-");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal((3, 0, 3, 0), run.Jobs);
        var failure = run.Pool.GetProperty("failures")[0];
        Assert.Equal(3, failure.GetProperty("jobs").GetInt32());
        Assert.Contains("0.001 s", failure.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_file_shows_tables_and_no_escape_sequences_in_a_pipe()
    {
        var run = await MulCommand.RunAsync("run", "default", "--workload", "noop", "--jobs", "1000");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("idlers", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
    }

    [Fact]
    public async Task A_json_file_is_written_beside_the_tables()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var run = await MulCommand.RunAsync("run", "default", "--workload", "noop", "--jobs", "10", "--json", file);

            Assert.True(run.ExitCode == 0, run.ToString());
            Assert.Equal("mul.run/1", JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("schema").GetString());
            Assert.Contains("idlers", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertNames(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            Assert.All(element.EnumerateArray(), item => AssertNames(item, path + "[]"));
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Schema.TryGetValue(path, out var names))
            {
                Assert.Equal(names.Split(' ').Order(StringComparer.Ordinal), element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
            }

            Assert.All(element.EnumerateObject(), property => AssertNames(property.Value, path.Length > 0 ? $"{path}.{property.Name}" : property.Name));
        }
    }
}
