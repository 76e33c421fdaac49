using System.Text.Json;
using Mul.Host.Profiles;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Printing;
using Mul.Host.Tests.Profiles;
using Spectre.Console;

namespace Mul.Host.Tests.Reports.Documents;

public sealed class ExplainReportSpecs
{
    [Theory]
    [InlineData("ignored")]
    [InlineData("bulkhead")]
    public void The_terminal_shows_pools_surprises_findings_and_settings_as_stored(string profile)
    {
        var stored = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "Stored", $"explain-{profile}.txt"));

        Assert.Equal(stored, Render(profile));
    }

    [Fact]
    public void A_refusal_is_one_line_however_narrow_the_terminal_is()
    {
        var source = new ProfileSource("x", "x.hocon", "akka.actor.deployment {\n  /downloaders { router = round-robin-pool, nr-of-instanses = 3 }\n}");

        var lines = Render(ProfileExamination.Of(source, FakeWorkload.All, wanted: null, cores: 2), width: 40).Split('\n');

        Assert.Contains("● refused  x.hocon:2: nr-of-instanses is not a key of a router. Did you mean nr-of-instances?", lines);
    }

    [Theory]
    [InlineData("akka.loggers = [\"Shop.Logger, Shop\"]")]
    [InlineData("d.executor = \"Shop.Executor, Shop\", akka.actor.deployment { /crunchers { router = round-robin-pool, pool-dispatcher = d } }")]
    public void What_every_run_refuses_has_a_name_that_says_so(string text)
    {
        var examination = ProfileExamination.Of(new ProfileSource("x", "x.hocon", text), FakeWorkload.All, wanted: null, cores: 2);

        Assert.Contains("● refused-by-run  x.hocon:1: the .NET type Shop.", Render(examination, width: 140), StringComparison.Ordinal);
        Assert.Equal("refused-by-run", Assert.Single(ExplainRecord.Of(examination).Findings).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ufeff")]
    [InlineData("d { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 2 }")]
    [InlineData("akka.actor.deployment { /worker { router = round-robin-pool, nr-of-instances = 8 } }")]
    public void A_profile_without_a_pool_is_not_called_right(string text)
    {
        var examination = ProfileExamination.Of(new ProfileSource("x", "x.hocon", text), FakeWorkload.All, wanted: null, cores: 2);

        Assert.Contains("It deploys no pool of a workload that is known here", Render(examination, width: 140), StringComparison.Ordinal);
        Assert.DoesNotContain(ExplainReport.NothingWrong, Render(examination, width: 80), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type = Dispatcher, executor = \"Mul.Host.Tests.Profiles.OwnExecutor, Mul.Host.Tests\"", "Mul.Host.Tests.Profiles.OwnExecutor, Mul.Host.Tests")]
    [InlineData("type = \"Mul.Host.Tests.Profiles.OwnDispatcher, Mul.Host.Tests\"", "Mul.Host.Tests.Profiles.OwnDispatcher, Mul.Host.Tests\nnot known")]
    public void Whose_threads_an_executor_of_ones_own_has_is_not_known(string dispatcher, string executor)
    {
        var source = new ProfileSource("x", "x.hocon", $"akka.actor.deployment {{ /crunchers {{ router = round-robin-pool, pool-dispatcher {{ {dispatcher} }} }} }}");

        var rows = ExplainReport.Pools(ProfileExamination.Of(source, FakeWorkload.All, wanted: null, cores: 2)).Rows;

        Assert.Contains(rows, row => row.SequenceEqual(["threads", "not known"]));
        Assert.Contains(rows, row => row.SequenceEqual(["executor", executor]));
    }

    [Fact]
    public void One_thread_for_several_routees_runs_one_job()
    {
        var source = new ProfileSource("x", "x.hocon", """
            d { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1 }
            akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 4, pool-dispatcher = d } }
            """);

        Assert.Equal(("crunchers", "4 routees share 1 thread, so 1 job runs at once."), Assert.Single(ExplainReport.Surprises(ProfileExamination.Of(source, FakeWorkload.All, wanted: null, cores: 2))));
    }

    [Fact]
    public void Where_pools_have_no_room_beside_each_other_they_stand_below_each_other()
    {
        var lines = Render(Examine("bulkhead"), width: 60).Split('\n');

        Assert.Contains("│ pool               │ downloaders                   │", lines);
        Assert.Contains("│ pool               │ crunchers                 │", lines);
    }

    [Fact]
    public void In_forty_columns_a_label_stays_whole() =>
        Assert.Contains(Render(Examine("bulkhead"), width: 40).Split('\n'), line => line.StartsWith("│ at once: computing │ 2 ", StringComparison.Ordinal));

    [Fact]
    public void The_json_has_the_findings_and_the_concurrency_of_each_pool()
    {
        using var json = JsonDocument.Parse(JsonReport.Of(ExplainRecord.Of(Examine("ignored"))));

        var root = json.RootElement;
        Assert.Equal("mul.explain/1", root.GetProperty("schema").GetString());
        var finding = root.GetProperty("findings")[0];
        Assert.Equal("setting-ignored", finding.GetProperty("id").GetString());
        Assert.Equal(13, finding.GetProperty("line").GetInt32());
        var crunchers = root.GetProperty("pools")[1];
        Assert.Equal("cpu-dispatcher", crunchers.GetProperty("asked").GetProperty("id").GetString());
        Assert.Equal("akka.actor.default-dispatcher", crunchers.GetProperty("given").GetProperty("id").GetString());
        Assert.Equal(2, crunchers.GetProperty("concurrency").GetProperty("configured").GetInt32());
        Assert.Equal(8, crunchers.GetProperty("concurrency").GetProperty("blocking").GetProperty("most").GetInt32());
    }

    [Theory]
    [InlineData("type = Dispatcher, executor = fork-join-executor, dedicated-thread-pool.thread-count = 2", "ForkJoinDispatcher")]
    [InlineData("type = Dispatcher, executor = task-executor", "TaskDispatcher")]
    [InlineData("type = TaskDispatcher", "TaskDispatcher")]
    public void A_dispatcher_has_the_name_that_a_run_has_for_it(string dispatcher, string type)
    {
        var source = new ProfileSource("x", "x.hocon", $"akka.actor.deployment {{ /crunchers {{ router = round-robin-pool, pool-dispatcher {{ {dispatcher} }} }} }}");

        var pool = Assert.Single(ExplainRecord.Of(ProfileExamination.Of(source, FakeWorkload.All, wanted: null, cores: 2)).Pools);

        Assert.Equal((type, type), (pool.Asked.Type, pool.Given.Type));
    }

    [Theory]
    [InlineData("processes", "The run starts 2 node processes, each with these pools; at once in all: downloaders 32, crunchers 2, idlers 2.")]
    [InlineData("nodes", "The run waits for 2 nodes at 127.0.0.1:4053, each with these pools; at once in all: downloaders 32, crunchers 2, idlers 2.")]
    [InlineData("cluster-router", "The run starts 2 node processes, each with these pools; at once in all: downloaders 32, crunchers 2, idlers 2."
        + " Each job is done at most once (routing = cluster): what a node has when it dies is lost.")]
    public void The_nodes_of_a_profile_are_told_with_what_they_do_at_once(string profile, string told)
    {
        var examination = Examine(profile);

        Assert.Contains($"● {told}", Render(examination, width: 300), StringComparison.Ordinal);
        Assert.Equal(told, ExplainReport.Of(examination).Sentences[0]);
    }

    [Fact]
    public void A_run_may_start_nodes_and_wait_for_others()
    {
        var source = new ProfileSource("x", "x.hocon", """
            mul.nodes { processes = 1, min = 2, listen = "127.0.0.1:4053" }
            akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 3, pool-dispatcher { type = PinnedDispatcher } } }
            """);
        var examination = ProfileExamination.Of(source, FakeWorkload.All, wanted: null, cores: 2);

        Assert.Equal("The run starts 1 node process and waits for 1 node at 127.0.0.1:4053, each with these pools; at once in all: crunchers 6.", ExplainReport.Nodes(examination));
        var record = ExplainRecord.Of(examination);
        Assert.Equal(new ExplainedNodes(Processes: 1, Awaited: 1, Listen: "127.0.0.1:4053", Routing: "leases"), record.Nodes);
        Assert.Equal((3, 6), (record.Pools[0].Routees, record.Pools[0].Concurrency.Configured));
    }

    [Fact]
    public void Of_pools_in_the_run_s_own_process_no_nodes_are_told()
    {
        Assert.Null(ExplainReport.Nodes(Examine("threads")));
        Assert.Null(ExplainRecord.Of(Examine("threads")).Nodes);
    }

    private static Examination Examine(string profile) =>
        ProfileExamination.Of(ProfileLoader.Read(profile), FakeWorkload.All, wanted: null, cores: 2);

    private static string Render(string profile) => Render(Examine(profile), width: 140);

    private static string Render(Examination examination, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        ExplainTables.Write(console, examination);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
