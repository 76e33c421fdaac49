using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Actors.Folders;
using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>A trace on disk: its length-prefixed head as JSON, then its records as they lie in memory.</summary>
/// <remarks>Made to be read by the same version on the same kind of machine: the ledger is what is kept for years.</remarks>
internal static class TraceFile
{
    // With the record's size, so that another layout is not read as garbage.
    private static readonly string Schema = FormattableString.Invariant($"mul.trace/1 {Unsafe.SizeOf<JobRecord>()}");

    /// <exception cref="UserException">It cannot be written.</exception>
    public static void Write(string path, Trace trace)
    {
        try
        {
            WholeFile.Write(path, trace, Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No fault of the sample, which is measured when there is room.
            throw new UserException($"{path}: cannot be written: {e.Message} Make room; what is in a ledger is kept, and --resume goes on with it.");
        }
    }

    /// <summary>Null if it is not there, or cannot be read by this version.</summary>
    public static Trace? Find(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or OverflowException)
        {
            return null;
        }
    }

    private static void Write(FileStream stream, Trace trace)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(new TraceHead(Schema, trace.Pools, trace.Reasons, trace.Records.Length), TraceJson.Default.TraceHead);
        stream.Write(BitConverter.GetBytes(head.Length));
        stream.Write(head);
        stream.Write(MemoryMarshal.AsBytes(trace.Records.Span));
    }

    private static Trace Read(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> length = stackalloc byte[sizeof(int)];
        stream.ReadExactly(length);
        var bytes = new byte[BitConverter.ToInt32(length)];
        stream.ReadExactly(bytes);
        var head = JsonSerializer.Deserialize(bytes, TraceJson.Default.TraceHead)!;
        if (head.Schema != Schema)
        {
            throw new IOException($"{path}: is a trace of another version ({head.Schema})");
        }

        var records = new JobRecord[head.Records];
        stream.ReadExactly(MemoryMarshal.AsBytes(records.AsSpan()));
        return new Trace { Records = records, Pools = head.Pools, Reasons = head.Reasons };
    }
}

internal sealed record TraceHead(string? Schema, IReadOnlyList<PoolTrace> Pools, IReadOnlyDictionary<int, string> Reasons, int Records);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TraceHead))]
internal sealed partial class TraceJson : JsonSerializerContext;
