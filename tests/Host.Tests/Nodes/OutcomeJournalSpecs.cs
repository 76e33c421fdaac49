using Microsoft.Data.Sqlite;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;
using Mul.Host.Nodes;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Nodes;

public sealed class OutcomeJournalSpecs : IDisposable
{
    private const int Jobs = 3;

    private static readonly JournalHeader Header = new("noop", "--jobs 3", "1", "3", "build 1", "sum 1");

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-journal-").FullName;

    private string JournalPath => Path.Combine(_folder, "run.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_committed_is_there_when_the_journal_is_opened_again()
    {
        Guid run;
        using (var journal = Open())
        {
            run = journal.Run;
            Assert.Equal(1, journal.Epoch);
            Commit(journal, Done(1, digest: 0xFFFF_FFFF_FFFF_FFFF), Done(0, digest: 5) with { Kind = OutcomeKind.Failed, Reason = "because" });
        }

        using var again = Open();
        Assert.Equal((run, 2), (again.Run, again.Epoch));
        Assert.Equal([(0, OutcomeKind.Failed, 5UL, "because"), (1, OutcomeKind.Completed, ulong.MaxValue, null)],
            again.Recorded.Select(outcome => (outcome.Lease.Job, outcome.Kind, outcome.Digest, outcome.Reason)));
        Assert.Equal(["node-1"], again.Nodes);
    }

    [Fact]
    public void One_whose_making_was_cut_off_is_made()
    {
        using (var connection = new SqliteConnection($"Data Source={JournalPath};Pooling=False"))
        {
            connection.Open();
            using var pragma = connection.CreateCommand();
            pragma.CommandText = "PRAGMA journal_mode = WAL";
            pragma.ExecuteNonQuery();
        }

        Assert.NotEqual(0, new FileInfo(JournalPath).Length);
        Open().Dispose();
    }

    [Fact]
    public void The_first_row_of_a_job_stays()
    {
        using (var journal = Open())
        {
            Commit(journal, Done(0, digest: 5));
            Commit(journal, Done(0, digest: 6));
        }

        using var again = Open();
        Assert.Equal(5UL, Assert.Single(again.Recorded).Digest);
    }

    [Theory]
    [InlineData("crunch", "--jobs 3", "1", "3", "build 1", "sum 1", "--workload noop, not crunch")]
    [InlineData("noop", "--jobs 4", "1", "3", "build 1", "sum 1", "'--jobs 3', not '--jobs 4'")]
    [InlineData("noop", "--jobs 3", "2", "3", "build 1", "sum 1", "--seed 1, not 2")]
    [InlineData("noop", "--jobs 3", "1", "3 of other URLs", "build 1", "sum 1", "a file that the options name had other contents")]
    [InlineData("noop", "--jobs 3", "1", "3", "build 2", "sum 1", "was begun by another build of mul")]
    [InlineData("noop", "--jobs 3", "1", "3", "build 1", "sum 2", "was begun with another --assembly")]
    public void A_journal_of_other_jobs_is_refused_in_one_line(string workload, string options, string seed, string list, string build, string assembly, string difference)
    {
        Open().Dispose();

        var mistake = Assert.Throws<UserException>(() => OutcomeJournal.Open(JournalPath, new JournalHeader(workload, options, seed, list, build, assembly), Jobs, 1));

        Assert.Equal(UserException.Usage, mistake.ExitCode);
        Assert.Contains(difference, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    [Fact]
    public void Options_are_named_as_somebody_would_type_them()
    {
        var workload = WorkloadCatalog.Find("crunch");
        var options = new OptionValues(workload.Options, new Dictionary<string, string> { ["jobs"] = "4", ["output"] = "" });

        Assert.Equal("--items 10000000 --jobs 4 --range 20000000", JournalHeader.Of(workload, options, 1, JobList.Empty).Options);
    }

    [Fact]
    public void A_folder_is_the_same_one_however_it_is_written_and_wherever_the_run_is_started()
    {
        var workload = WorkloadCatalog.Find("crunch");
        string OptionsWith(string output) => JournalHeader.Of(workload, new OptionValues(workload.Options, new Dictionary<string, string> { ["output"] = output }), 1, JobList.Empty).Options;

        Assert.Contains($"--output {Path.Combine(Environment.CurrentDirectory, "out")} ", OptionsWith("out"), StringComparison.Ordinal);
        Assert.Equal(OptionsWith("out"), OptionsWith("./other/../out/"));
    }

    [Fact]
    public void A_journal_of_before_builds_were_noted_is_of_another_build()
    {
        Open().Dispose();
        Execute("DELETE FROM run WHERE name = 'build'");

        Assert.Contains("another build of mul", Assert.Throws<UserException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_where_no_file_can_be_is_refused_with_what_to_do()
    {
        var nowhere = Path.Combine(_folder, "none", "run.journal");

        var mistake = Assert.Throws<UserException>(() => OutcomeJournal.Open(nowhere, Header, Jobs, 1));

        Assert.Equal((UserException.Usage, $"--journal {nowhere}: cannot be opened or made. Name a file in a folder that is there and can be written."), (mistake.ExitCode, mistake.Message));
    }

    [Fact]
    public void A_journal_in_use_is_refused()
    {
        using var journal = Open();

        Assert.Contains("another process is using it", Assert.Throws<UserException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(JournalPath, new string('x', 200));

        Assert.Contains("is no journal", Assert.Throws<UserException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 200), File.ReadAllText(JournalPath));
    }

    [Theory]
    [InlineData("CREATE TABLE orders (id INTEGER PRIMARY KEY)")]
    [InlineData("CREATE TABLE outcome (id INTEGER PRIMARY KEY)")]
    [InlineData("CREATE TABLE outcome (id INTEGER PRIMARY KEY); CREATE TABLE run (id INTEGER PRIMARY KEY)")]
    [InlineData("CREATE TABLE outcome (id INTEGER PRIMARY KEY); CREATE TABLE run (name TEXT, value TEXT)")]
    [InlineData("CREATE TABLE outcome (id INTEGER PRIMARY KEY); CREATE TABLE run (name TEXT, value TEXT); INSERT INTO run VALUES ('schema', 'shop/1')")]
    public void Somebody_else_s_database_is_refused_and_left_as_it_is(string statements)
    {
        using (var database = new SqliteConnection($"Data Source={JournalPath};Pooling=False"))
        {
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = statements;
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(JournalPath);

        Assert.Contains("is no journal", Assert.Throws<UserException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(JournalPath));
    }

    [Theory]
    [InlineData("DELETE FROM run WHERE name = 'run'", "is damaged. Name another file.")]
    [InlineData("UPDATE run SET value = 'x' WHERE name = 'run'", "is damaged. Name another file.")]
    [InlineData("UPDATE run SET value = 'x' WHERE name = 'epoch'", "is damaged. Name another file.")]
    [InlineData("UPDATE run SET value = '2147483647' WHERE name = 'epoch'", "is damaged. Name another file.")]
    [InlineData("UPDATE outcome SET digest = 'x' WHERE job = 0", "is damaged. Name another file.")]
    [InlineData("UPDATE outcome SET outcome = 'lost' WHERE job = 0", "is damaged. Name another file.")]
    [InlineData("UPDATE outcome SET pool = 1 WHERE job = 0", "is damaged. Name another file.")]
    [InlineData("UPDATE outcome SET job = 3 WHERE job = 0", "is damaged. Name another file.")]
    [InlineData("UPDATE outcome SET job = -1 WHERE job = 0", "is damaged. Name another file.")]
    [InlineData("DELETE FROM run WHERE name = 'schema'", "is no journal. Name another file.")]
    [InlineData("ALTER TABLE outcome DROP COLUMN sha256", "is no journal. Name another file.")]
    public void A_journal_with_something_in_it_that_nobody_writes_is_refused(string damage, string fault)
    {
        using (var journal = Open())
        {
            Commit(journal, Done(0, 5));
        }

        Execute(damage);

        var mistake = Assert.Throws<UserException>(() => Open());
        Assert.Equal((UserException.Usage, $"--journal {JournalPath}: {fault}"), (mistake.ExitCode, mistake.Message));
    }

    [Fact]
    public void A_journal_that_was_cut_off_is_refused()
    {
        Open().Dispose();
        using (var file = File.OpenWrite(JournalPath))
        {
            file.SetLength((file.Length / 2) + 1);
        }

        Assert.Equal($"--journal {JournalPath}: is damaged. Name another file.", Assert.Throws<UserException>(() => Open()).Message);
    }

    // The specs that rely on the checker would be green, too, if it saw nothing.
    [Theory]
    [InlineData("DELETE FROM outcome WHERE job = 1", "job 1 is lost")]
    [InlineData("UPDATE outcome SET job = 7 WHERE job = 2", "job 7 is none of the run's")]
    [InlineData("UPDATE outcome SET node = NULL WHERE job = 0", "job 0 was done by nobody")]
    [InlineData("UPDATE outcome SET epoch = 9 WHERE job = 0", "job 0 is of a time that never was")]
    [InlineData("UPDATE outcome SET outcome = 'lost' WHERE job = 0", "job 0 has a row that cannot be")]
    public void The_checker_sees_what_is_wrong(string damage, string fault)
    {
        using (var journal = Open())
        {
            Commit(journal, Done(0, 5), Done(1, 6), Done(2, 7));
        }

        using (var whole = new JournalChecker(JournalPath))
        {
            Assert.Empty(whole.Faults(jobs: 3));
        }

        Execute(damage);

        using var checker = new JournalChecker(JournalPath);
        Assert.Contains(fault, checker.Faults(jobs: 3));
    }

    private OutcomeJournal Open() => OutcomeJournal.Open(JournalPath, Header, Jobs, pools: 1);

    private static NodeOutcome Done(int job, ulong digest) => new()
    {
        Lease = new Lease(job, 0, new Attempt(1, 1)),
        Kind = OutcomeKind.Completed,
        Digest = digest,
        Service = TimeSpan.FromSeconds(1),
    };

    private static void Commit(OutcomeJournal journal, params NodeOutcome[] outcomes)
    {
        using var committed = new ManualResetEventSlim();
        journal.Append([.. outcomes.Select(outcome => new JournalEntry(outcome, "node-1"))], committed.Set);
        Assert.True(committed.Wait(TimeSpan.FromSeconds(20)));
    }

    private void Execute(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={JournalPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
