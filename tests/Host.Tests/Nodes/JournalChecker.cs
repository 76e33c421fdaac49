using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Mul.Host.Tests.Nodes;

/// <summary>Reads a journal and the files of its run as a stranger would: with SQL and SHA-256, and nothing of what wrote them.</summary>
internal sealed class JournalChecker : IDisposable
{
    private readonly SqliteConnection _journal;

    public JournalChecker(string path)
    {
        _journal = new SqliteConnection($"Data Source={path};Pooling=False");
        _journal.Open();
    }

    public int Rows => int.Parse(Value("SELECT count(*) FROM outcome"), CultureInfo.InvariantCulture);

    public int NewestEpoch => int.Parse(Value("SELECT max(epoch) FROM outcome"), CultureInfo.InvariantCulture);

    /// <summary>Jobs that have a row.</summary>
    public IReadOnlySet<int> Jobs => Column("SELECT job FROM outcome").Select(job => int.Parse(job, CultureInfo.InvariantCulture)).ToHashSet();

    public IEnumerable<(int Job, ulong Digest)> Digests => Rowset("SELECT job, digest FROM outcome")
        .Select(row => (int.Parse(row.First, CultureInfo.InvariantCulture), ulong.Parse(row.Second, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));

    /// <summary>Everything that is wrong, one line each; empty if nothing is.</summary>
    /// <param name="jobs">How many the run has.</param>
    /// <param name="output">The run's output folder; null if it has none.</param>
    public IReadOnlyList<string> Faults(int jobs, string? output = null)
    {
        List<string> faults = [];
        var numbers = Column("SELECT job FROM outcome ORDER BY job").Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        faults.AddRange(Enumerable.Range(0, jobs).Except(numbers).Select(job => $"job {job} is lost"));
        faults.AddRange(numbers.Where(job => job < 0 || job >= jobs).Select(job => $"job {job} is none of the run's"));
        faults.AddRange(numbers.GroupBy(job => job).Where(group => group.Count() > 1).Select(group => $"job {group.Key} has {group.Count()} rows"));
        faults.AddRange(Column("SELECT job FROM outcome WHERE outcome NOT IN ('completed', 'failed') OR epoch < 1 OR attempt < 1").Select(job => $"job {job} has a row that cannot be"));
        faults.AddRange(Column("SELECT job FROM outcome WHERE outcome = 'completed' AND node IS NULL").Select(job => $"job {job} was done by nobody"));
        faults.AddRange(Column("SELECT job FROM outcome, run WHERE run.name = 'epoch' AND outcome.epoch > CAST(run.value AS INTEGER)").Select(job => $"job {job} is of a time that never was"));
        if (output is not null)
        {
            faults.AddRange(FaultsOfFiles(output));
        }

        return faults;
    }

    public void Dispose() => _journal.Dispose();

    // Every file of the journal is there with its hash; what else is there is the work of attempts that were not counted,
    // complete as well, and equal to the counted one's.
    private IEnumerable<string> FaultsOfFiles(string output)
    {
        var wanted = Rowset("SELECT file, sha256 FROM outcome WHERE outcome = 'completed'");
        foreach (var (file, sum) in wanted)
        {
            if (!File.Exists(file))
            {
                yield return $"{file} is not there";
            }
            else if (SumOf(file) != sum)
            {
                yield return $"{file} has another hash";
            }
        }

        var sumByName = wanted.ToLookup(row => Path.GetFileName(row.First), row => row.Second);
        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith('.')))
        {
            if (!sumByName[Path.GetFileName(file)].Contains(SumOf(file)))
            {
                yield return $"{file} is no job's file";
            }
        }
    }

    private static string SumOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private string Value(string query) => Column(query).Single();

    private List<string> Column(string query) => [.. Rowset(query).Select(row => row.First)];

    private List<(string First, string Second)> Rowset(string query)
    {
        using var command = _journal.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        List<(string First, string Second)> rows = [];
        while (reader.Read())
        {
            rows.Add((reader.GetValue(0).ToString()!, reader.FieldCount > 1 ? reader.GetValue(1).ToString()! : ""));
        }

        return rows;
    }
}
