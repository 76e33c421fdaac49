using System.Globalization;
using System.Text.Json;
using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>A ledger on disk: a header, then one line of JSON per sample, only ever appended to. A search that has ended says in another what it found.</summary>
internal sealed class LedgerFile : IDisposable
{
    private const byte Newline = (byte)'\n';
    private const string LockEnding = ".lock";
    private const string Remedy = "Name a file that compare, check or tune wrote with --ledger.";

    private readonly FileStream _stream;
    private readonly LockFile _writing;
    private readonly string _path;

    private LedgerFile(string path, FileStream stream, LockFile writing, Ledger ledger)
    {
        _path = path;
        _stream = stream;
        _writing = writing;
        Ledger = ledger;
    }

    public Ledger Ledger { get; }

    /// <summary>A new ledger, or with <paramref name="resume"/> the one that is there, as far as it got.</summary>
    /// <exception cref="UserException">The file is there already, is not this experiment's ledger, is being written by another run, or cannot be written.</exception>
    public static LedgerFile Open(string path, LedgerHeader header, bool resume)
    {
        LockFile? writing = null;
        FileStream? stream = null;
        try
        {
            // The ledger itself stays open to whoever makes a report of it meanwhile.
            writing = LockFile.Take(TargetOf(path) + LockEnding);
            if (!resume && File.Exists(path))
            {
                throw IsThereAlready(path);
            }

            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            return Begin(path, header, stream, writing);
        }
        catch (Exception failure)
        {
            stream?.Dispose();
            writing?.Dispose();
            throw failure switch
            {
                IOException held when writing is null && LockFile.IsHeld(held) => new UserException($"{path}: another run is writing it. Wait for it, or name another file."),
                UnauthorizedAccessException when Directory.Exists(path) => IsFolder(path),
                IOException or UnauthorizedAccessException => new UserException($"{path}: cannot be written: {failure.Message} Name another file."),
                _ => failure,
            };
        }
    }

    /// <summary>The file that a path leads to: one ledger has one lock and one folder of traces, by whichever of its links it is named.</summary>
    public static string TargetOf(string path) => !File.Exists(path) ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <exception cref="UserException">The file is not there, or is no ledger.</exception>
    public static Ledger Load(string path) => LoadBegun(path) ?? throw new UserException($"{path}: has no whole line, and a ledger begins with its header. {Remedy}");

    /// <summary>The header of the ledger that <see cref="Open"/> would go on with; null if it would begin one.</summary>
    /// <param name="path">Null = nothing is kept.</param>
    /// <exception cref="UserException">The file is there and not to be resumed, or is no ledger.</exception>
    public static LedgerHeader? FoundHeader(string? path, bool resume)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        return resume ? LoadBegun(path)?.Header : throw IsThereAlready(path);
    }

    private static UserException IsFolder(string path) => new($"{path}: is a folder; name a file in it.");

    private static UserException IsThereAlready(string path) => new($"{path}: is there already. Add --resume to go on with it, or name another file.");

    /// <param name="difference">As <see cref="LedgerHeader.DifferenceFrom"/> says it.</param>
    public static UserException HoldsAnother(string path, string difference) =>
        new($"{path}: holds another experiment: {difference}. Resume it with the same profiles and options, or name another file.");

    /// <summary>Appends <paramref name="cell"/> and sees it on disk.</summary>
    /// <exception cref="UserException">It cannot be written; what is there stays as it is.</exception>
    public void Add(Cell cell)
    {
        Append(JsonSerializer.SerializeToUtf8Bytes(cell, LedgerJson.Default.Cell));
        Ledger.Add(cell);
    }

    /// <summary>Appends what the search found, unless the ledger says so already.</summary>
    /// <inheritdoc cref="Add"/>
    public void Conclude(TuneRecord found)
    {
        var line = LineOf(found);
        if (Ledger.Found is null || !line.AsSpan().SequenceEqual(LineOf(Ledger.Found)))
        {
            Append(line);
            Ledger.Conclude(found);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _writing.Dispose();
    }

    private static LedgerFile Begin(string path, LedgerHeader header, FileStream stream, LockFile writing)
    {
        var found = Read(stream, path);
        if (found is null)
        {
            RefuseForeign(stream, path);
            stream.SetLength(0);
            var file = new LedgerFile(path, stream, writing, new Ledger(header));
            file.WriteLine(JsonSerializer.SerializeToUtf8Bytes(header, LedgerJson.Default.LedgerHeader));
            return file;
        }

        if (found.Value.Ledger.Header.DifferenceFrom(header) is { } difference)
        {
            throw HoldsAnother(path, difference);
        }

        // A line that was being written when the process was killed is dropped; its sample is measured again.
        stream.SetLength(found.Value.Length);
        stream.Position = found.Value.Length - 1;
        if (stream.ReadByte() != Newline)
        {
            stream.WriteByte(Newline);
        }

        return new LedgerFile(path, stream, writing, found.Value.Ledger);
    }

    // Null if not even the header is whole.
    private static Ledger? LoadBegun(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (Read(stream, path) is { } found)
            {
                return found.Ledger;
            }

            RefuseForeign(stream, path);
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw IsFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read: {e.Message} {Remedy}");
        }
    }

    // What has no whole line may be a header that was being written, and may be anything else.
    private static void RefuseForeign(FileStream stream, string path)
    {
        var expected = LedgerHeader.Beginning;
        var bytes = new byte[Math.Min(expected.Length, stream.Length)];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        if (!expected.StartsWith(bytes))
        {
            throw new UserException($"{path}: is no ledger. {Remedy}");
        }
    }

    private static byte[] LineOf(TuneRecord found) => JsonSerializer.SerializeToUtf8Bytes(new Conclusion(found), LedgerJson.Default.Conclusion);

    private void Append(byte[] line)
    {
        try
        {
            WriteLine(line);
        }
        catch (IOException e)
        {
            throw new UserException($"{_path}: cannot be written any more: {e.Message} Make room, and go on with --resume.");
        }
    }

    private void WriteLine(byte[] line)
    {
        _stream.Write([.. line, Newline]);
        _stream.Flush(flushToDisk: true);
    }

    // Null if not even the header is whole.
    private static (Ledger Ledger, long Length)? Read(FileStream stream, string path)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Ledger? ledger = null;
        var (length, number) = (0, 0);
        while (length < bytes.Length)
        {
            var end = Array.IndexOf(bytes, Newline, length);
            var line = end < 0 ? bytes.AsSpan(length) : bytes.AsSpan(length, end - length);
            number++;
            try
            {
                if (ledger is null)
                {
                    ledger = new Ledger(HeaderOf(line));
                    if (ledger.Header.Schema != LedgerHeader.CurrentSchema)
                    {
                        throw new UserException($"{path}: its schema is {ledger.Header.Schema ?? "missing"}, and this version reads {LedgerHeader.CurrentSchema}. Take the version that wrote it.");
                    }
                }
                else if (line.StartsWith(LedgerHeader.Beginning))
                {
                    throw new UserException($"{path}:{number}: is the header of a second ledger. Give that a file of its own; mul report compares several.");
                }
                else if (line.StartsWith(Conclusion.Beginning))
                {
                    ledger.Conclude((JsonSerializer.Deserialize(line, LedgerJson.Default.Conclusion) ?? throw Nothing()).Found);
                }
                else
                {
                    var cell = JsonSerializer.Deserialize(line, LedgerJson.Default.Cell) ?? throw Nothing();
                    if (Misplaced(ledger, cell) is { } what)
                    {
                        throw new UserException($"{path}:{number}: {what}, so that its block would not count. Remove the line; --resume measures what is missing then.");
                    }

                    ledger.Add(cell);
                }
            }
            catch (JsonException) when (end < 0)
            {
                // Half a line; a whole one without its end is one from which an editor took it.
                break;
            }
            catch (JsonException e)
            {
                throw new UserException($"{path}:{number}: is not a line of a ledger: {e.Message} {Remedy}");
            }

            length = end < 0 ? bytes.Length : end + 1;
        }

        return ledger is null ? null : (ledger, length);
    }

    private static LedgerHeader HeaderOf(ReadOnlySpan<byte> line)
    {
        var header = JsonSerializer.Deserialize(line, LedgerJson.Default.LedgerHeader) ?? throw Nothing();
        return header is { Schema: LedgerHeader.CurrentSchema, Profiles: null or [] } or { Schema: LedgerHeader.CurrentSchema, Workload: null }
            ? throw new JsonException("it names no profiles, or no workload.")
            : header;
    }

    private static JsonException Nothing() => new("it says nothing.");

    // A run writes no such line; an editor, or two files put together, can make one.
    private static string? Misplaced(Ledger ledger, Cell cell) =>
        !ledger.Names.Contains(cell.Profile) ? $"profile {cell.Profile} is not in the ledger's header"
        : cell.Block < 1 ? string.Create(CultureInfo.InvariantCulture, $"there is no block {cell.Block}")
        : ledger.Has(cell.Phase, cell.Block, cell.Profile) ? string.Create(CultureInfo.InvariantCulture, $"block {cell.Block} has a sample of {cell.Profile} already")
        : null;
}
