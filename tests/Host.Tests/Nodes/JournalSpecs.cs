using System.Globalization;
using Microsoft.Data.Sqlite;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Nodes;

/// <summary><c>mul run --journal</c>, as built.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class JournalSpecs : IDisposable
{
    private const int Jobs = 1500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-journal-").FullName;

    private string JournalPath => Path.Combine(_folder, "run.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_run_that_was_killed_goes_on_where_its_journal_ends()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        string[] crunch = ["--workload", "crunch", "--jobs", Jobs.ToString(CultureInfo.InvariantCulture), "--items", "1000000", "--range", "2000000", "--no-progress", "--json", "-"];
        using (var killed = MulCommand.Start(["run", "processes", .. crunch, "--journal", JournalPath]))
        {
            killed.Input.Close();
            var wal = JournalPath + "-wal";
            await ProcessTable.EventuallyAsync(() => File.Exists(wal) && new FileInfo(wal).Length > 60_000, Patience, "nothing is journaled");
            var measured = Assert.Single(ProcessTable.ChildrenOf(killed.Id));
            ProcessTable.Signal("KILL", killed.Id);
            await ProcessTable.EventuallyAsync(() => !ProcessTable.IsAlive(measured), Patience, "the measured process is left over");
        }

        int before;
        using (var half = new JournalChecker(JournalPath))
        {
            before = half.Rows;
            Assert.InRange(before, 1, Jobs - 1);
        }

        var resumed = await MulCommand.RunAsync(["run", "processes", .. crunch, "--journal", JournalPath]);
        var sequential = await MulCommand.RunAsync(["run", "parallel", .. crunch]);

        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal((Jobs, Jobs, 0, 0), resumed.Jobs);
        Assert.Equal(before, resumed.Json.GetProperty("nodes").GetProperty("resumed").GetInt32());
        Assert.Equal(sequential.Pool.GetProperty("digest").GetString(), resumed.Pool.GetProperty("digest").GetString());
        using var whole = new JournalChecker(JournalPath);
        Assert.Empty(whole.Faults(Jobs));
        Assert.Equal(2, whole.NewestEpoch);
    }

    [Fact]
    public async Task A_journal_knows_every_file_of_its_run_with_its_hash()
    {
        var output = Path.Combine(_folder, "files");

        var run = await MulCommand.RunAsync("run", "processes", "--workload", "downloads", "--jobs", "20", "--latency", "5ms", "--output", output, "--journal", JournalPath, "--no-progress");

        Assert.True(run.ExitCode == 0, run.ToString());
        using var checker = new JournalChecker(JournalPath);
        Assert.Empty(checker.Faults(20, output));
        File.AppendAllText(Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).First(), "more");
        Assert.NotEmpty(checker.Faults(20, output));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_any_more_ends_the_run_with_2_and_is_gone_on_with_afterwards()
    {
        string[] run = ["run", "processes", "--workload", "noop", "--jobs", "50", "--no-progress", "--json", "-", "--journal", JournalPath];
        Assert.Equal(0, (await MulCommand.RunAsync(run)).ExitCode);
        // As a disk that is full would have it, for every row but those that are there.
        Execute("DELETE FROM outcome WHERE job > 9; CREATE TRIGGER full BEFORE INSERT ON outcome BEGIN SELECT RAISE(ABORT, 'the disk is full'); END;");

        var stopped = await MulCommand.RunAsync(run);

        Assert.True(stopped.ExitCode == 2, stopped.ToString());
        Assert.Contains($"--journal {JournalPath}: cannot be written any more: ", stopped.Errors, StringComparison.Ordinal);
        Execute("DROP TRIGGER full");
        var resumed = await MulCommand.RunAsync(run);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal(10, resumed.Json.GetProperty("nodes").GetProperty("resumed").GetInt32());
        using var checker = new JournalChecker(JournalPath);
        Assert.Empty(checker.Faults(50));
    }

    [SkippableFact]
    public async Task A_journal_that_somebody_deletes_while_its_run_goes_on_is_missed()
    {
        Skip.If(OperatingSystem.IsWindows(), "a file in use cannot be deleted there");
        using var run = MulCommand.Start("run", "processes", "--workload", "downloads", "--jobs", "20", "--latency", "2s", "--no-progress", "--json", "-", "--journal", JournalPath);
        run.Input.Close();
        // The nodes come after the journal has been made.
        await run.NodesAsync(2);

        File.Delete(JournalPath);
        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal($"mul: --journal {JournalPath}: is not there any more, and the run cannot be gone on with. Leave it where it is while a run writes to it.\n", ended.Errors);
    }

    [Fact]
    public async Task A_journal_is_refused_when_the_file_of_URLs_has_others_by_now()
    {
        var urls = Path.Combine(_folder, "urls.txt");
        string[] run = ["run", "processes", "--workload", "downloads", "--urls", urls, "--retries", "0", "--no-progress", "--journal", JournalPath];
        // Nobody listens there: that its jobs fail is their outcome.
        File.WriteAllText(urls, "http://127.0.0.1:1/a\n");
        Assert.Equal(1, (await MulCommand.RunAsync(run)).ExitCode);
        File.WriteAllText(urls, "http://127.0.0.1:1/b\n");

        var resumed = await MulCommand.RunAsync(run);

        Assert.True(resumed.ExitCode == 2, resumed.ToString());
        Assert.Contains($"--journal {JournalPath}: is of another list of jobs: a file that the options name had other contents. ", resumed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_a_profile_without_nodes_is_refused()
    {
        var run = await MulCommand.RunAsync("run", "parallel", "--workload", "noop", "--journal", JournalPath);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--journal", run.Errors, StringComparison.Ordinal);
    }

    private void Execute(string statements)
    {
        using var connection = new SqliteConnection($"Data Source={JournalPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
