using System.Globalization;
using System.Text.Json;
using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>Reads a ledger's lines, and refuses with a place and a remedy what is none of them.</summary>
internal static class LedgerReader
{
    public const byte Newline = (byte)'\n';

    private const string Remedy = "Name a file that compare, check or tune wrote with --ledger.";

    /// <exception cref="UserException">The file is not there, or is no ledger.</exception>
    public static Ledger Load(string path) => LoadBegun(path) ?? throw new UserException($"{path}: has no whole line, and a ledger begins with its header. {Remedy}");

    /// <summary>The ledger in a file as far as it got; null if not even its header is whole.</summary>
    /// <inheritdoc cref="Load"/>
    public static Ledger? LoadBegun(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path)?.Ledger;
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

    /// <summary>The ledger, and the length of its whole lines in bytes; null if not even its header is whole.</summary>
    /// <param name="path">Where it comes from, for messages.</param>
    /// <exception cref="UserException">It is no ledger, or has a line that is none of a ledger.</exception>
    public static (Ledger Ledger, long Length)? Read(Stream stream, string path)
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

        return ledger is not null ? (ledger, length)
            // What has no whole line may be a header that was being written, and may be anything else.
            : LedgerHeader.Beginning.StartsWith(bytes.AsSpan(0, Math.Min(bytes.Length, LedgerHeader.Beginning.Length))) ? null
            : throw new UserException($"{path}: is no ledger. {Remedy}");
    }

    public static UserException IsFolder(string path) => new($"{path}: is a folder; name a file in it.");

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
