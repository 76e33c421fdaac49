using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;

namespace Mul.Host.Nodes;

/// <summary>Outcomes of a run over nodes, in a SQLite file: a row for each job, the first that comes. A run that is started again on it goes on.</summary>
/// <remarks>
/// One thread writes. What has come while it waited for the disk is one transaction, so a commit takes as long as the disk and
/// many share it (group commit). Write-ahead log with <c>synchronous = FULL</c>: what is committed survives a power cut.
/// </remarks>
internal sealed class OutcomeJournal : IOutcomeStore, IDisposable
{
    private const string AnySchema = "mul.journal/";
    private const string Schema = AnySchema + "1";
    private const string NoJournal = "is no journal. Name another file.";
    private const string Damaged = "is damaged. Name another file.";

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly BlockingCollection<(IReadOnlyList<JournalEntry> Entries, Action Committed)> _toWrite = [];
    private readonly Thread _writer;
    private readonly HashSet<string> _nodes = [];
    private Exception? _failure;

    private OutcomeJournal(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        _writer = new Thread(Write) { IsBackground = true, Name = "mul-journal" };
    }

    /// <summary>The run that it is of, whichever time it is started.</summary>
    public Guid Run { get; private set; }

    /// <summary>How often the run has been started, this time included.</summary>
    public int Epoch { get; private set; }

    /// <summary>What was there when it was opened.</summary>
    public IReadOnlyList<NodeOutcome> Recorded { get; private set; } = [];

    /// <summary>Nodes that have done jobs of it.</summary>
    public IReadOnlyCollection<string> Nodes => _nodes;

    /// <summary>Called, on the journal's thread, when it cannot be written any more.</summary>
    public Action<string> Failed { get; set; } = _ => { };

    /// <summary>Opens a journal, or makes one.</summary>
    /// <param name="jobs">How many the run has.</param>
    /// <param name="pools">How many the workload has.</param>
    /// <exception cref="UserException">It is no journal, damaged, one of another list of jobs, or in use.</exception>
    public static OutcomeJournal Open(string path, JournalHeader header, int jobs, int pools)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 1, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var journal = new OutcomeJournal(path, connection);
            // Before anything is changed in it: it may be somebody else's database.
            if (journal.Contents() is { Count: > 0 } contents)
            {
                journal.RefuseForeign(contents);
            }

            // Exclusive from here on: a second run on the same journal is refused.
            Execute(connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            // Only now: until then another run may have been making it, or have been killed before it was done.
            if (journal.Contents().Count == 0)
            {
                journal.Make(header);
            }

            journal.Begin(header, jobs, pools);
            // Here, where it is said if the table is another one.
            journal._writer.Start(OutcomeRow.Insertion(connection));
            return journal;
        }
        catch (Exception error)
        {
            connection.Dispose();
            if (FaultOf(error) is { } fault)
            {
                throw new UserException($"--journal {path}: {fault}");
            }

            throw;
        }
    }

    public void Append(IReadOnlyList<JournalEntry> entries, Action committed) => _toWrite.Add((entries, committed));

    /// <summary>Writes what is waiting, and closes the file.</summary>
    public void Dispose()
    {
        _toWrite.CompleteAdding();
        _writer.Join();
        _connection.Dispose();
        _toWrite.Dispose();
    }

    // As the end of a sentence; null if it says so itself.
    private static string? FaultOf(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "another process is using it: a run, or what has it open to look into it. Wait for that, or name another file.",
            SQLitePCL.raw.SQLITE_CANTOPEN => "cannot be opened or made. Name a file in a folder that is there and can be written.",
            SQLitePCL.raw.SQLITE_READONLY => "can only be read. Name a file that can be written.",
            // No such column, in tables of the same names.
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR => NoJournal,
            SQLitePCL.raw.SQLITE_CORRUPT => Damaged,
            _ => $"{sqlite.Message} Name another file.",
        },
        // A value that is missing, or that nobody has written like this.
        FormatException or OverflowException or KeyNotFoundException or InvalidCastException or InvalidOperationException => Damaged,
        _ => null,
    };

    private void RefuseForeign(List<string> contents)
    {
        if (!contents.Contains("run")
            || !contents.Contains("outcome")
            || ReadAll("SELECT value FROM run WHERE name = 'schema'", reader => reader.GetString(0)) is not [var schema]
            || !schema.StartsWith(AnySchema, StringComparison.Ordinal))
        {
            throw new UserException($"--journal {_path}: {NoJournal}");
        }
    }

    // Tables, and what belongs to them.
    private List<string> Contents() => ReadAll("SELECT name FROM sqlite_master", reader => reader.GetString(0));

    private void Make(JournalHeader header)
    {
        using var transaction = _connection.BeginTransaction();
        Execute(_connection, """
            CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE outcome (
              job INTEGER PRIMARY KEY,
              pool INTEGER NOT NULL,
              epoch INTEGER NOT NULL,
              attempt INTEGER NOT NULL,
              node TEXT,
              outcome TEXT NOT NULL,
              digest TEXT NOT NULL,
              bytes INTEGER NOT NULL,
              service_seconds REAL NOT NULL,
              reason TEXT,
              file TEXT,
              sha256 TEXT);
            """);
        Put("schema", Schema);
        Put("run", Guid.NewGuid().ToString());
        Put("workload", header.Workload);
        Put("options", header.Options);
        Put("seed", header.Seed);
        Put("list", header.List);
        Put("build", header.Build);
        Put("assembly", header.Assembly);
        Put("epoch", "0");
        transaction.Commit();
    }

    private void Begin(JournalHeader header, int jobs, int pools)
    {
        var values = ReadAll("SELECT name, value FROM run", reader => (reader.GetString(0), reader.GetString(1))).ToDictionary();
        if (values.GetValueOrDefault("schema") != Schema)
        {
            throw new UserException($"--journal {_path}: is a journal of another version. Name another file.");
        }

        var found = new JournalHeader(
            values["workload"], values["options"], values["seed"], values.GetValueOrDefault("list", ""), values.GetValueOrDefault("build", ""), values.GetValueOrDefault("assembly", ""));
        if (header.DifferenceTo(found) is { } difference)
        {
            throw new UserException($"--journal {_path}: {difference}");
        }

        Run = Guid.Parse(values["run"]);
        Epoch = checked(int.Parse(values["epoch"], CultureInfo.InvariantCulture) + 1);
        Recorded = ReadAll(OutcomeRow.Recorded, OutcomeRow.Read);
        if (Recorded.Any(outcome => outcome.Lease.Job < 0 || outcome.Lease.Job >= jobs || outcome.Lease.Pool < 0 || outcome.Lease.Pool >= pools))
        {
            throw new FormatException("it has an outcome of no job of this run");
        }

        _nodes.UnionWith(ReadAll("SELECT DISTINCT node FROM outcome WHERE node IS NOT NULL", reader => reader.GetString(0)));
        Put("epoch", Epoch.ToString(CultureInfo.InvariantCulture));
    }

    private void Write(object? prepared)
    {
        using var insert = (SqliteCommand)prepared!;
        var batch = new List<(IReadOnlyList<JournalEntry> Entries, Action Committed)>();
        foreach (var first in _toWrite.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (_toWrite.TryTake(out var next))
            {
                batch.Add(next);
            }

            if (_failure is null)
            {
                TryCommit(insert, batch);
            }

            batch.Clear();
        }
    }

    private void TryCommit(SqliteCommand insert, List<(IReadOnlyList<JournalEntry> Entries, Action Committed)> batch)
    {
        try
        {
            using (var transaction = _connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                foreach (var entry in batch.SelectMany(part => part.Entries))
                {
                    OutcomeRow.Fill(insert, entry);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            batch.ForEach(part => part.Committed());
        }
        catch (SqliteException error)
        {
            // Nothing that follows is acknowledged or counted: the run cannot go on, and can be started again.
            _failure = error;
            Failed($"--journal {_path}: cannot be written any more: {error.Message} Make room, and start the run again on it: what it has is kept.");
        }
    }

    private void Put(string name, string value)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO run (name, value) VALUES ($name, $value)";
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private List<T> ReadAll<T>(string query, Func<SqliteDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
