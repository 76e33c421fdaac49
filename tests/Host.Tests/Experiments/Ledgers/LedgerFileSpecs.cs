using Mul.Actors.Jobs;
using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.Ledgers;

public sealed class LedgerFileSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-ledger-");

    private string FilePath => Path.Combine(_folder.FullName, "x.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_added_is_there_when_the_ledger_is_loaded()
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
        }

        var ledger = LedgerReader.Load(FilePath);

        Assert.Equal(["a", "b"], ledger.Names);
        Assert.Equal(2.5, Assert.Single(ledger.Cells).Record!.MakespanSeconds);
    }

    [Fact]
    public void A_folder_is_said_to_be_one()
    {
        Assert.Contains("is a folder", Assert.Throws<UserException>(() => LedgerReader.Load(_folder.FullName)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<UserException>(() => LedgerFile.Open(_folder.FullName, Records.Header("a"), resume: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_search_found_is_said_once_and_holds_until_another_sample_is_added()
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
            file.Conclude(Found(TuningEnd.BudgetSpent));
        }

        using (var resumed = LedgerFile.Open(FilePath, Records.Header("a"), resume: true))
        {
            resumed.Conclude(Found(TuningEnd.BudgetSpent));
            Assert.Equal(3, File.ReadAllLines(FilePath).Length);
            resumed.Conclude(Found(TuningEnd.Settled));
            Assert.Equal(TuningEnd.Settled, LedgerReader.Load(FilePath).Found!.End);

            resumed.Add(Records.Cell(2, "a", 2.5));
        }

        var ledger = LedgerReader.Load(FilePath);
        Assert.Equal((null, 2), (ledger.Found, ledger.Cells.Count));
    }

    [Fact]
    public void A_line_that_was_being_written_at_a_kill_is_dropped_and_measured_again()
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
            file.Add(Records.Cell(1, "b", 3.5));
        }

        using (var torn = File.Open(FilePath, FileMode.Open))
        {
            torn.SetLength(torn.Length - 20);
        }

        using (var resumed = LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: true))
        {
            Assert.True(resumed.Ledger.Has(Phase.Blocks, 1, "a"));
            Assert.False(resumed.Ledger.Has(Phase.Blocks, 1, "b"));
            resumed.Add(Records.Cell(1, "b", 4.5));
        }

        Assert.Equal([2.5, 4.5], LedgerReader.Load(FilePath).Cells.Select(cell => cell.Record!.MakespanSeconds));
    }

    [Fact]
    public void Nothing_of_a_torn_line_is_left_behind_a_shorter_one()
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
        }

        using (var torn = File.Open(FilePath, FileMode.Open))
        {
            torn.SetLength(torn.Length - 1);
        }

        using (var resumed = LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: true))
        {
            resumed.Add(new Cell(Phase.Blocks, 1, 0, "a", 1, null, "it hung"));
        }

        Assert.EndsWith("\"failure\":\"it hung\"}\n", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_are_those_that_were_made_first()
    {
        var header = Records.Header("a", "b");
        LedgerFile.Open(FilePath, header with { Predictions = [] }, resume: false).Dispose();

        using var resumed = LedgerFile.Open(FilePath, header, resume: true);

        Assert.Empty(resumed.Ledger.Header.Predictions!);
        Assert.DoesNotContain("tuning", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_experiment_is_not_resumed_and_the_message_says_what_differs()
    {
        var header = Records.Header("a", "b");
        LedgerFile.Open(FilePath, header, resume: false).Dispose();

        (string Difference, LedgerHeader Other)[] others =
        [
            ("the profiles a b, not a c", Records.Header("a", "c")),
            ("the text of b, SHA-256 0, not 1", header with { Profiles = [header.Profiles[0], header.Profiles[1] with { Sha256 = "1" }] }),
            ("--workload noop, not crunch", header with { Workload = header.Workload with { Name = "crunch" } }),
            ("--jobs none, not 5", header with { Workload = header.Workload with { Options = new Dictionary<string, string> { ["jobs"] = "5" } } }),
            ("the list of jobs, SHA-256 none, not 7f", header with { Jobs = "7f" }),
            ("--seed 1, not 2", header with { Seed = 2 }),
            ("--window none, not 3", header with { Window = 3 }),
            ("--blocks 10, not 7", header with { Blocks = 7 }),
            ("the profile to tune none, not mine", header with { Tuning = new TuningStamp(default, [], null, new ProfileStamp("mine", "mine.hocon", "0")) }),
            ("other settings", header with { Tuning = new TuningStamp(default, [], null) }),
        ];

        Assert.All(others, other => Assert.Equal(
            $"{FilePath}: holds another experiment: {other.Difference}. Resume it with the same profiles and options, or name another file.",
            Assert.Throws<UserException>(() => LedgerFile.Open(FilePath, other.Other, resume: true)).Message));
    }

    [Fact]
    public void A_file_of_jobs_with_other_contents_makes_another_experiment()
    {
        var urls = Path.Combine(_folder.FullName, "urls.txt");
        File.WriteAllText(urls, "http://localhost/a");
        var before = PlanOf(urls).ToHeader();
        File.WriteAllText(urls, "http://localhost/b");

        Assert.StartsWith("the list of jobs", before.DifferenceFrom(PlanOf(urls).ToHeader()), StringComparison.Ordinal);

        static ExperimentPlan PlanOf(string urls)
        {
            var workload = WorkloadCatalog.Find("downloads");
            var plan = Records.Plan(1, "a");
            return plan with { Samples = plan.Samples with { Workload = workload, Options = new OptionValues(workload.Options, new Dictionary<string, string> { ["urls"] = urls }) } };
        }
    }

    [Fact]
    public void A_ledger_is_written_by_one_run_by_whichever_link_it_is_named()
    {
        var link = Path.Combine(_folder.FullName, "link.jsonl");
        using var first = LedgerFile.Open(FilePath, Records.Header("a"), resume: false);
        File.CreateSymbolicLink(link, FilePath);

        var mistake = Assert.Throws<UserException>(() => LedgerFile.Open(link, Records.Header("a"), resume: true));

        Assert.Equal($"{link}: another run is writing it. Wait for it, or name another file.", mistake.Message);
    }

    [Fact]
    public void A_last_line_whose_end_an_editor_took_counts_and_is_ended_before_another_follows()
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
        }

        File.WriteAllText(FilePath, File.ReadAllText(FilePath).TrimEnd());
        Assert.Single(LedgerReader.Load(FilePath).Cells);

        using (var resumed = LedgerFile.Open(FilePath, Records.Header("a"), resume: true))
        {
            resumed.Add(Records.Cell(2, "a", 3.5));
        }

        Assert.Equal([2.5, 3.5], LedgerReader.Load(FilePath).Cells.Select(cell => cell.Record!.MakespanSeconds));
    }

    [Theory]
    [InlineData("""{"schema":"mul.ledger/1"}""")]
    [InlineData("""{"schema":"mul.ledger/1","profiles":[],"workload":{"name":"noop","options":{}}}""")]
    [InlineData("""{"schema":"mul.ledger/1","profiles":[{"name":"a","file":"a","sha256":"0"}]}""")]
    public void A_header_without_profiles_or_workload_is_refused(string header)
    {
        File.WriteAllText(FilePath, header + "\n");

        var mistake = Assert.Throws<UserException>(() => LedgerReader.Load(FilePath));

        Assert.StartsWith($"{FilePath}:1: is not a line of a ledger: it names no profiles, or no workload.", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://x/only-copy")]
    [InlineData("[1, 2]")]
    public void A_file_that_is_no_ledger_is_not_resumed_and_stays_as_it_is(string text)
    {
        File.WriteAllText(FilePath, text);

        foreach (var resume in new Action[] { () => LedgerFile.Open(FilePath, Records.Header("a"), resume: true), () => LedgerFile.FoundHeader(FilePath, resume: true) })
        {
            Assert.StartsWith($"{FilePath}: is no ledger. ", Assert.Throws<UserException>(resume).Message, StringComparison.Ordinal);
        }

        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"sche")]
    [InlineData("{\"schema\":\"mul.ledger/1\",\"prof")]
    public void A_header_that_was_being_written_at_a_kill_is_written_again(string text)
    {
        File.WriteAllText(FilePath, text);

        Assert.Null(LedgerFile.FoundHeader(FilePath, resume: true));
        LedgerFile.Open(FilePath, Records.Header("a"), resume: true).Dispose();

        Assert.Equal(["a"], LedgerFile.FoundHeader(FilePath, resume: true)!.Profiles.Select(profile => profile.Name));
    }

    [Fact]
    public void A_line_that_says_nothing_is_named_by_its_number()
    {
        LedgerFile.Open(FilePath, Records.Header("a"), resume: false).Dispose();
        File.AppendAllText(FilePath, "null\n");

        Assert.StartsWith($"{FilePath}:2: is not a line of a ledger", Assert.Throws<UserException>(() => LedgerReader.Load(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_do_not_write_one_ledger_and_a_report_of_it_is_made_meanwhile()
    {
        using (LedgerFile.Open(FilePath, Records.Header("a"), resume: false))
        {
            foreach (var resume in new[] { false, true })
            {
                var mistake = Assert.Throws<UserException>(() => LedgerFile.Open(FilePath, Records.Header("a"), resume));
                Assert.Equal($"{FilePath}: another run is writing it. Wait for it, or name another file.", mistake.Message);
            }

            Assert.Equal(["a"], LedgerReader.Load(FilePath).Names);
        }

        LedgerFile.Open(FilePath, Records.Header("a"), resume: true).Dispose();
        Assert.Equal([FilePath], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void A_line_that_is_none_of_a_ledger_is_named_by_its_number()
    {
        LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: false).Dispose();
        File.AppendAllText(FilePath, "rubbish\n");

        var mistake = Assert.Throws<UserException>(() => LedgerReader.Load(FilePath));

        Assert.StartsWith($"{FilePath}:2: is not a line of a ledger", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"makespanSeconds\":2.5", "\"makespanSeconds\":1e999", "2: is not a line of a ledger: a number in it is too large.")]
    [InlineData("\"phase\":\"blocks\"", "\"phase\":3", "2: is not a line of a ledger")]
    [InlineData("\"metric\":\"makespan\"", "\"metric\":7", "1: is not a line of a ledger")]
    public void A_value_that_no_run_writes_is_named_by_its_line(string written, string changed, string says)
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
        }

        var text = File.ReadAllText(FilePath);
        Assert.Contains(written, text, StringComparison.Ordinal);
        File.WriteAllText(FilePath, text.Replace(written, changed, StringComparison.Ordinal));

        Assert.StartsWith($"{FilePath}:{says}", Assert.Throws<UserException>(() => LedgerReader.Load(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ledgers_in_one_file_are_told_apart_by_their_headers()
    {
        LedgerFile.Open(FilePath, Records.Header("a"), resume: false).Dispose();
        File.AppendAllText(FilePath, File.ReadAllText(FilePath));

        Assert.Equal(
            $"{FilePath}:2: is the header of a second ledger. Give that a file of its own; mul report compares several.",
            Assert.Throws<UserException>(() => LedgerReader.Load(FilePath)).Message);
    }

    [Theory]
    [InlineData(1, "a", "block 1 has a sample of a already")]
    [InlineData(0, "b", "there is no block 0")]
    [InlineData(1, "c", "profile c is not in the ledger's header")]
    public void A_sample_that_has_no_place_in_the_experiment_is_named_by_its_line(int block, string profile, string says)
    {
        using (var file = LedgerFile.Open(FilePath, Records.Header("a", "b"), resume: false))
        {
            file.Add(Records.Cell(1, "a", 2.5));
            file.Add(Records.Cell(block, profile, 2.5));
        }

        var mistake = Assert.Throws<UserException>(() => LedgerReader.Load(FilePath));

        Assert.Equal($"{FilePath}:3: {says}, so that its block would not count. Remove the line; --resume measures what is missing then.", mistake.Message);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("", "has no whole line")]
    [InlineData("rubbish\n", "is not a line of a ledger")]
    public void What_is_no_ledger_is_refused_in_one_line_that_says_what_to_name(string? text, string says)
    {
        if (text is not null)
        {
            File.WriteAllText(FilePath, text);
        }

        var mistake = Assert.Throws<UserException>(() => LedgerReader.Load(FilePath));

        Assert.Contains(says, mistake.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Name a file that compare, check or tune wrote with --ledger.", mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    private static TuneRecord Found(TuningEnd end) => new()
    {
        Workload = Records.Header("a").Workload,
        Seed = 1,
        Objective = Objective.SmallestSufficient,
        Metric = Metric.Makespan,
        Threshold = 0.03,
        Winner = null,
        Best = [],
        End = end,
        Samples = 1,
        Grid = 1,
        Candidates = [],
        Curve = [],
        Environment = null,
    };
}
