using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Wire;

/// <summary>How the messages of <see cref="NodeProtocol"/> look as bytes: little-endian, small numbers in one byte, nothing that names a type.</summary>
internal static class NodeWire
{
    // More than any of our own messages has; a length beyond is a broken or hostile frame.
    private const int MostItems = 1_000_000;

    public static void Write(this BinaryWriter to, Incarnation value)
    {
        to.Write(value.Node);
        to.Write(value.Process);
        to.Write7BitEncodedInt(value.Life);
    }

    public static Incarnation ReadIncarnation(this BinaryReader from) => new(from.ReadString(), from.ReadInt64(), from.Read7BitEncodedInt());

    public static void Write(this BinaryWriter to, Guid value) => to.Write(value.ToByteArray());

    public static Guid ReadGuid(this BinaryReader from) => new(from.ReadBytes(16));

    public static void Write(this BinaryWriter to, Session value)
    {
        to.Write(value.Run);
        to.Write7BitEncodedInt(value.Epoch);
        to.Write(value.Build);
    }

    public static Session ReadSession(this BinaryReader from) => new(from.ReadGuid(), from.Read7BitEncodedInt(), from.ReadGuid());

    public static void Write(this BinaryWriter to, TimeSpan value) => to.Write7BitEncodedInt64(value.Ticks);

    public static TimeSpan ReadTimeSpan(this BinaryReader from) => new(from.Read7BitEncodedInt64());

    public static void Write(this BinaryWriter to, Lease value)
    {
        to.Write7BitEncodedInt(value.Job);
        to.Write7BitEncodedInt(value.Pool);
        to.Write7BitEncodedInt(value.Attempt.Epoch);
        to.Write7BitEncodedInt(value.Attempt.Number);
    }

    public static Lease ReadLease(this BinaryReader from) =>
        new(from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), new Attempt(from.Read7BitEncodedInt(), from.Read7BitEncodedInt()));

    public static void Write(this BinaryWriter to, JobsWanted value)
    {
        to.Write7BitEncodedInt(value.AtOnce);
        to.Write7BitEncodedInt(value.Soon);
        to.Write7BitEncodedInt(value.Ahead);
    }

    public static JobsWanted ReadWanted(this BinaryReader from) => new(from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt());

    public static void Write(this BinaryWriter to, NodeOutcome value)
    {
        to.Write(value.Lease);
        to.Write((byte)value.Kind);
        to.Write(value.Digest);
        to.Write7BitEncodedInt64(value.Bytes);
        to.Write(value.Service);
        to.Write(value.Age);
        to.Write7BitEncodedInt(value.Routee);
        to.Write7BitEncodedInt(value.Thread);
        to.WriteNullable(value.Reason);
        to.WriteNullable(value.File?.Path);
        to.WriteNullable(value.File?.Sha256);
    }

    public static NodeOutcome ReadOutcome(this BinaryReader from) => new()
    {
        Lease = from.ReadLease(),
        Kind = Known((OutcomeKind)from.ReadByte()),
        Digest = from.ReadUInt64(),
        Bytes = from.Read7BitEncodedInt64(),
        Service = from.ReadTimeSpan(),
        Age = from.ReadTimeSpan(),
        Routee = from.Read7BitEncodedInt(),
        Thread = from.Read7BitEncodedInt(),
        Reason = from.ReadNullable(),
        File = (from.ReadNullable(), from.ReadNullable()) is ({ } path, { } sum) ? new KeptFile(path, sum) : null,
    };

    public static void Write(this BinaryWriter to, NodeUsage value)
    {
        to.Write(value.User);
        to.Write(value.System);
        to.Write(value.AllocatedBytes);
        to.Write(value.Gen0);
        to.Write(value.Gen1);
        to.Write(value.Gen2);
        to.Write(value.GcPause);
        foreach (var number in new[] { value.VoluntarySwitches, value.InvoluntarySwitches, value.PeakResidentBytes, value.Threads })
        {
            to.Write(number is not null);
            to.Write(number ?? 0);
        }
    }

    public static NodeUsage ReadUsage(this BinaryReader from) => new(
        from.ReadTimeSpan(), from.ReadTimeSpan(), from.ReadInt64(), from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), from.ReadTimeSpan(),
        from.ReadNullableInt64(), from.ReadNullableInt64(), from.ReadNullableInt64(), (int?)from.ReadNullableInt64());

    public static void Write(this BinaryWriter to, NodePoolView value)
    {
        to.Write7BitEncodedInt(value.Routees);
        to.WriteAll(value.Left, to.Write7BitEncodedInt);
        to.Write(value.Dispatcher is not null);
        if (value.Dispatcher is { } dispatcher)
        {
            to.Write(dispatcher.Id);
            to.Write(dispatcher.Type);
            to.Write(dispatcher.Executor);
            to.Write7BitEncodedInt(dispatcher.Throughput);
        }
    }

    public static NodePoolView ReadPool(this BinaryReader from) => new(
        from.Read7BitEncodedInt() is >= 0 and <= MostItems and var routees ? routees : throw new InvalidDataException("a pool of no such size"),
        from.ReadAll(from.Read7BitEncodedInt),
        from.ReadBoolean() ? new DispatcherIdentity(from.ReadString(), from.ReadString(), from.ReadString(), from.Read7BitEncodedInt()) : null);

    public static void WriteAll<T>(this BinaryWriter to, IReadOnlyList<T> items, Action<T> write)
    {
        to.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    public static T[] ReadAll<T>(this BinaryReader from, Func<T> read)
    {
        var count = from.Read7BitEncodedInt();
        // A byte at least for each: a frame that promises more than it has is not given the memory.
        if (count < 0 || count > Math.Min(MostItems, from.BaseStream.Length - from.BaseStream.Position))
        {
            throw new InvalidDataException($"a list of {count} items in a frame that is too short for it");
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read();
        }

        return items;
    }

    // Stamped here, before it waits for its actor.
    public static Result ReadResult(this BinaryReader from)
    {
        var now = Stopwatch.GetTimestamp();
        return new Result(from.ReadIncarnation(), from.ReadSession(), from.ReadTimeSpan(), from.ReadAll(from.ReadWanted), from.ReadAll(from.ReadOutcome)) { HeardAt = now };
    }

    private static void WriteNullable(this BinaryWriter to, string? value)
    {
        to.Write(value is not null);
        if (value is not null)
        {
            to.Write(value);
        }
    }

    private static string? ReadNullable(this BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;

    private static long? ReadNullableInt64(this BinaryReader from)
    {
        var isThere = from.ReadBoolean();
        var number = from.ReadInt64();
        return isThere ? number : null;
    }

    private static OutcomeKind Known(OutcomeKind kind) =>
        kind is OutcomeKind.Completed or OutcomeKind.Failed or OutcomeKind.Cancelled ? kind : throw new InvalidDataException($"{kind} is no outcome");
}
