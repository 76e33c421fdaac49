using System.Globalization;
using Microsoft.Data.Sqlite;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;

namespace Mul.Host.Nodes;

/// <summary>An outcome as a row of a journal.</summary>
internal static class OutcomeRow
{
    /// <summary>What is read when a journal is gone on with.</summary>
    public const string Recorded = "SELECT job, pool, epoch, attempt, outcome, digest, bytes, reason FROM outcome ORDER BY job";

    private const string Completed = "completed";
    private const string Failed = "failed";

    /// <summary>The statement that adds a row; a job that has one already keeps it.</summary>
    public static SqliteCommand Insertion(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = """
            INSERT OR IGNORE INTO outcome (job, pool, epoch, attempt, node, outcome, digest, bytes, service_seconds, reason, file, sha256)
            VALUES ($job, $pool, $epoch, $attempt, $node, $outcome, $digest, $bytes, $service, $reason, $file, $sha256)
            """;
        foreach (var name in new[] { "$job", "$pool", "$epoch", "$attempt", "$node", "$outcome", "$digest", "$bytes", "$service", "$reason", "$file", "$sha256" })
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    public static void Fill(SqliteCommand insert, JournalEntry entry)
    {
        var (outcome, node) = entry;
        object?[] values =
        [
            outcome.Lease.Job, outcome.Lease.Pool, outcome.Lease.Attempt.Epoch, outcome.Lease.Attempt.Number, node,
            outcome.Kind == OutcomeKind.Completed ? Completed : Failed,
            outcome.Digest.ToString("x16", CultureInfo.InvariantCulture), outcome.Bytes, outcome.Service.TotalSeconds,
            outcome.Reason, outcome.File?.Path, outcome.File?.Sha256,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    /// <param name="row">Of <see cref="Recorded"/>.</param>
    /// <exception cref="FormatException">It has an outcome or a digest that nobody writes.</exception>
    public static NodeOutcome Read(SqliteDataReader row) => new()
    {
        Lease = new Lease(row.GetInt32(0), row.GetInt32(1), new Attempt(row.GetInt32(2), row.GetInt32(3))),
        Kind = row.GetString(4) switch
        {
            Completed => OutcomeKind.Completed,
            Failed => OutcomeKind.Failed,
            var other => throw new FormatException($"{other} is no outcome"),
        },
        Digest = ulong.Parse(row.GetString(5), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        Bytes = row.GetInt64(6),
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
    };
}
