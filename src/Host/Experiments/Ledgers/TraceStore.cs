using System.Globalization;
using Mul.Actors.Folders;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>Where an experiment's traces lie: in a folder beside its ledger, or in a temporary one that ends with the experiment.</summary>
internal sealed class TraceStore : IDisposable
{
    /// <summary>The folder's name is the ledger's with this at the end.</summary>
    public const string Ending = ".traces";

    private const string FileEnding = ".trace";

    private readonly string _folder;
    private readonly TemporaryFolder? _temporary;

    private TraceStore(string folder, TemporaryFolder? temporary = null)
    {
        _folder = folder;
        _temporary = temporary;
        Pending = Path.Combine(folder, "pending" + FileEnding);
    }

    /// <summary>Where the sample that is being measured leaves its trace; <see cref="Keep"/> gives it its name.</summary>
    public string Pending { get; }

    /// <summary>The traces that lie beside a ledger, if there are any.</summary>
    public static TraceStore Of(string ledgerPath) => new(LedgerFile.TargetOf(ledgerPath) + Ending);

    /// <summary>A folder beside a ledger that is being written.</summary>
    /// <param name="resume">Whether the traces that are there belong to this experiment; otherwise they go.</param>
    /// <exception cref="UserException">It cannot be written.</exception>
    public static TraceStore Open(string ledgerPath, bool resume)
    {
        var store = Of(ledgerPath);
        try
        {
            Directory.CreateDirectory(store._folder);
            foreach (var stale in Directory.EnumerateFiles(store._folder).Where(file => !resume || IsPending(file)).Where(IsOwn))
            {
                File.Delete(stale);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{store._folder}: cannot be written: {e.Message}");
        }

        return store;
    }

    /// <summary>For an experiment without a ledger.</summary>
    public static TraceStore Temporary()
    {
        var folder = TemporaryFolder.Make(TemporaryTrace.FolderPrefix);
        return new TraceStore(folder.FullPath, folder);
    }

    /// <summary>Gives the pending trace the name of its sample. Without one (the sample failed) this does nothing.</summary>
    public void Keep(Cell cell)
    {
        if (File.Exists(Pending))
        {
            File.Move(Pending, PathOf(cell), overwrite: true);
        }
    }

    /// <summary>Deletes every trace but those of <paramref name="cells"/>.</summary>
    public void KeepOnly(IEnumerable<Cell> cells)
    {
        var kept = cells.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => IsOwn(file) && !kept.Contains(file)))
        {
            File.Delete(file);
        }
    }

    /// <summary>A sample's trace; null if it was not kept, cannot be read by this version, or is another's.</summary>
    public Trace? Read(Cell cell) => TraceFile.Find(PathOf(cell)) is { } trace && trace.MakespanSeconds == cell.Record?.MakespanSeconds ? trace : null;

    public void Dispose() => _temporary?.Dispose();

    private static bool IsOwn(string file) =>
        file.EndsWith(FileEnding, StringComparison.Ordinal) || file.EndsWith(FileEnding + WholeFile.Unfinished, StringComparison.Ordinal);

    private static bool IsPending(string file) => Path.GetFileName(file).StartsWith("pending.", StringComparison.Ordinal);

    // Block and place make it unique; the name, of which a file system may not like every character, is for people.
    private string PathOf(Cell cell)
    {
        var name = string.Concat(cell.Profile.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '#' ? c : '_'));
        var phase = cell.Phase == Phase.Final ? "final-" : "";
        return Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{phase}{cell.Block:000}-{cell.Order}-{name}{FileEnding}"));
    }
}
