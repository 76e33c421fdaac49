using System.Text.Json;
using Mul.Host.Tests.Workloads;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>Somebody else's assembly in the built command: its database, and an actor that has never heard of Mul.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class PlugInSpecs
{
    private static readonly string[] Shop = ["--assembly", SampleAssembly.Orders];

    [Theory]
    [InlineData("orders")]
    [InlineData("orders-async")]
    public async Task Its_queries_are_run_and_measured(string workload)
    {
        var run = await MulCommand.RunAsync(
            ["run", SampleAssembly.Profile("orders"), .. Shop, "--workload", workload, "--option", "jobs=12", "--option", "rows=1000", "--json", "-"]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(run.Errors);
        Assert.Equal((12, 12, 0, 0), run.Jobs);
        Assert.Equal("Orders.dll", run.Json.GetProperty("workload").GetProperty("assembly").GetProperty("file").GetString());
        Assert.Equal("1000", run.Json.GetProperty("workload").GetProperty("options").GetProperty("rows").GetString());
        Assert.Equal("four-threads", run.Pool.GetProperty("effective").GetProperty("dispatcher").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Blocking_and_async_queries_have_the_same_results()
    {
        var digests = new List<string?>();
        foreach (var workload in new[] { "orders", "orders-async" })
        {
            var run = await MulCommand.RunAsync(
                ["run", SampleAssembly.Profile("one-by-one"), .. Shop, "-w", workload, "--jobs", "5", "-o", "rows=500", "--json", "-"]);
            digests.Add(run.Pool.GetProperty("digest").GetString());
        }

        Assert.Single(digests.Distinct());
    }

    [Fact]
    public async Task An_actor_that_knows_nothing_of_Mul_is_measured_and_a_pilot_finds_that_it_frees_its_thread()
    {
        var run = await MulCommand.RunAsync(
            ["run", SampleAssembly.Profile("orders"), .. Shop, "--workload", "checkout", "--option", "jobs=32", "--json", "-"]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal((32, 32, 0, 0), run.Jobs);
        Assert.Contains("/user/checkout: a pilot says that a job frees its thread", run.Errors, StringComparison.Ordinal);
        Assert.Equal(16, run.Pool.GetProperty("concurrency").GetProperty("configured").GetInt32());
        Assert.Equal(16, run.Pool.GetProperty("effective").GetProperty("routees").GetInt32());
        // A job waits for the bank, 20 ms by a coarse clock.
        Assert.True(run.Pool.GetProperty("serviceSeconds").GetProperty("p50").GetDouble() >= 0.01);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Its_profiles_are_compared()
    {
        var compared = await MulCommand.RunAsync(
        [
            "compare", SampleAssembly.Profile("one-by-one"), SampleAssembly.Profile("orders"), .. Shop,
            "--workload", "checkout", "--option", "jobs=16", "--blocks", "6", "--json", "-", "--no-progress",
        ]);

        Assert.True(compared.ExitCode == 0, compared.ToString());
        // Sixteen payments of 20 ms one by one, or all at once.
        Assert.Equal("faster", compared.Json.GetProperty("comparisons")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Its_profile_is_explained()
    {
        var explained = await MulCommand.RunAsync(["explain", SampleAssembly.Profile("orders"), .. Shop, "--workload", "orders", "--json", "-"]);

        Assert.True(explained.ExitCode == 0, explained.ToString());
        var pools = explained.Json.GetProperty("pools").EnumerateArray().Select(pool => pool.GetProperty("name").GetString());
        Assert.Equal(["orders", "orders-async", "checkout"], pools);
        Assert.Empty(explained.Json.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Its_makespan_is_predicted()
    {
        var predicted = await MulCommand.RunAsync(
            ["predict", SampleAssembly.Profile("orders"), .. Shop, "--workload", "checkout", "--option", "jobs=64", "--json", "-", "--no-progress"]);

        Assert.True(predicted.ExitCode == 0, predicted.ToString());
        Assert.Equal("Orders.dll", predicted.Json.GetProperty("workload").GetProperty("assembly").GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("run", "fork-join", "--jobs", "5")]
    [InlineData("explain", "fork-join")]
    public async Task What_it_prints_itself_is_not_part_of_the_result(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mul-plug-in-");
        try
        {
            var path = Path.Combine(folder.FullName, "Greeting.dll");
            SampleAssembly.WriteGreeting(path);

            var ended = await MulCommand.RunAsync([.. arguments, "--assembly", path, "--json", "-"]);

            Assert.True(ended.ExitCode == 0, ended.ToString());
            Assert.Equal(JsonValueKind.Object, ended.Json.ValueKind);
            Assert.Contains("Welcome!", ended.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Where_an_assembly_has_several_workloads_one_must_be_named() =>
        await AssertRefusedAsync(2, "checkout, couriers, dispatches, orders, orders-async", ["run", SampleAssembly.Profile("orders"), .. Shop]);

    [Theory]
    [InlineData("Did you mean orders?", "--workload", "order")]
    [InlineData("--rows", "--workload", "orders", "--option", "row=1")]
    [InlineData("whole number", "--workload", "orders", "--option", "rows=many")]
    [InlineData("key=value", "--workload", "orders", "--option", "rows")]
    public async Task A_mistake_is_answered_with_one_line(string hint, params string[] arguments) =>
        await AssertRefusedAsync(2, hint, ["run", SampleAssembly.Profile("orders"), .. Shop, .. arguments]);

    [Fact]
    public async Task A_profile_that_does_not_deploy_its_pool_is_refused_with_the_block_to_add() =>
        await AssertRefusedAsync(3, "Add /orders { router = round-robin-pool, nr-of-instances =", ["run", "threads", .. Shop, "--workload", "orders"]);

    [Fact]
    public async Task A_profile_may_name_the_assemblys_own_executor()
    {
        using var profile = TemporaryProfile.Naming("Orders.Theirs.BankThreads, Orders");

        var run = await MulCommand.RunAsync(["run", profile.Path, .. Shop, "--workload", "orders", "-o", "jobs=4", "-o", "rows=10", "--json", "-"]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("Executor", run.Pool.GetProperty("effective").GetProperty("dispatcher").GetProperty("executor").GetString());
    }

    [Fact]
    public async Task An_executor_that_cannot_be_loaded_is_refused()
    {
        using var profile = TemporaryProfile.Naming("Orders.Theirs.Nobody, Orders");

        await AssertRefusedAsync(3, "Orders.Theirs.Nobody, Orders cannot be loaded", ["run", profile.Path, .. Shop, "--workload", "orders"]);
    }

    // What it does on its way out, Akka.NET writes down, and goes on.
    [Fact]
    public async Task An_actor_whose_PostStop_throws_when_it_restarts_costs_the_one_job()
    {
        var run = await RunCouriersAsync("crash");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal((40, 39, 1, 0), run.Jobs);
    }

    [Fact]
    public async Task An_actor_that_does_not_come_up_again_costs_its_own_jobs_and_they_say_so()
    {
        var run = await RunCouriersAsync("restart");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.True(run.Jobs is { Told: 40, Completed: >= 30 }, run.ToString());
        Assert.Contains("no other bicycle", run.Pool.GetProperty("failures")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_actor_that_stops_itself_there_is_a_finding_and_its_jobs_say_why_they_are_lost()
    {
        var run = await RunCouriersAsync("stop");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains(
            run.Json.GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("id").GetString() == "effective-differs"
                && finding.GetProperty("message").GetString() == "couriers: the profile asks for 4 routees, and 1 stopped during the run.");
        Assert.StartsWith(
            "no outcome: 1 routee of /user/couriers stopped during the run",
            run.Pool.GetProperty("failures")[0].GetProperty("reason").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_nodes_they_say_so_as_well()
    {
        var run = await RunCouriersAsync("leave", "mul.nodes.processes = 2");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.StartsWith(
            "no outcome: 1 routee of /user/couriers stopped during the run",
            run.Pool.GetProperty("failures")[0].GetProperty("reason").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_that_ends_the_ActorSystem_ends_the_run()
    {
        var run = await RunCouriersAsync("end");

        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.Contains("workload couriers: it has ended the ActorSystem, and with it the run.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("predict")]
    [InlineData("tune", "--samples", "2", "--dispatchers", "thread-pool,fixed-threads")]
    public async Task A_dispatcher_that_only_its_code_names_is_there_for_the_pilots_too(string verb, params string[] options)
    {
        using var profile = new TemporaryProfile("""
            shop { url = "http://shop.example", retries = 3 }
            couriers-own { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1 }
            akka.actor.deployment {
              /dispatches { router = round-robin-pool, nr-of-instances = 2 }
              "/dispatches/*/courier" { mailbox = unbounded }
              /archive { router = round-robin-pool, nr-of-instances = 2 }
            }
            """);

        var ended = await MulCommand.RunAsync([verb, profile.Path, .. options, .. Shop, "--workload", "dispatches", "--strict", "--json", "-", "--no-progress"]);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("/user/dispatches: a pilot says that ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pilot_of_which_no_job_completed_says_why()
    {
        using var profile = new TemporaryProfile("akka.actor.deployment { /dispatches { router = round-robin-pool, nr-of-instances = 2 } }");

        var run = await MulCommand.RunAsync(["run", profile.Path, .. Shop, "--workload", "dispatches", "--json", "-"]);

        Assert.Matches(@"no job of the pilot completed \(.*couriers-own.*\), so what a job does with its thread is not known", run.Errors);
    }

    private static async Task<Ended> RunCouriersAsync(string mishap, string settings = "")
    {
        using var profile = new TemporaryProfile($"akka.actor.deployment {{ /couriers {{ router = round-robin-pool, nr-of-instances = 4 }} }}\n{settings}");
        return await MulCommand.RunAsync(
            ["run", profile.Path, .. Shop, "--workload", "couriers", "-o", $"mishap={mishap}", "--max-silence", "1s", "--json", "-"]);
    }

    private static async Task AssertRefusedAsync(int exitCode, string hint, params string[] arguments)
    {
        var refused = await MulCommand.RunAsync(arguments);

        Assert.True(refused.ExitCode == exitCode, refused.ToString());
        Assert.Empty(refused.Output);
        Assert.Contains(hint, Assert.Single(refused.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private sealed class TemporaryProfile : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-plug-in-");

        public TemporaryProfile(string text) => File.WriteAllText(Path, text);

        public static TemporaryProfile Naming(string executor) => new($$"""
            theirs { type = Dispatcher, executor = "{{executor}}" }
            akka.actor.deployment { /orders { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = theirs } }
            """);

        public string Path => System.IO.Path.Combine(_folder.FullName, "theirs.hocon");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
