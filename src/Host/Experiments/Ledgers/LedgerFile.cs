using System.Text.Json;
using Mul.Actors.Folders;
using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>A ledger on disk: a header, then one line of JSON per sample, only ever appended to. A search that has ended says in another what it found.</summary>
internal sealed class LedgerFile : IDisposable
{
    private const string LockEnding = ".lock";

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
                UnauthorizedAccessException when Directory.Exists(path) => LedgerReader.IsFolder(path),
                IOException or UnauthorizedAccessException => new UserException($"{path}: cannot be written: {failure.Message} Name another file."),
                _ => failure,
            };
        }
    }

    /// <summary>The file that a path leads to: one ledger has one lock and one folder of traces, by whichever of its links it is named.</summary>
    public static string TargetOf(string path) => !File.Exists(path) ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>The header of the ledger that <see cref="Open"/> would go on with; null if it would begin one.</summary>
    /// <param name="path">Null = nothing is kept.</param>
    /// <exception cref="UserException">The file is there and not to be resumed, or is no ledger.</exception>
    public static LedgerHeader? FoundHeader(string? path, bool resume)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        return resume ? LedgerReader.LoadBegun(path)?.Header : throw IsThereAlready(path);
    }

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
        var found = LedgerReader.Read(stream, path);
        if (found is null)
        {
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
        if (stream.ReadByte() != LedgerReader.Newline)
        {
            stream.WriteByte(LedgerReader.Newline);
        }

        return new LedgerFile(path, stream, writing, found.Value.Ledger);
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
        _stream.Write([.. line, LedgerReader.Newline]);
        _stream.Flush(flushToDisk: true);
    }
}
