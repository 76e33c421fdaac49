using System.Text;
using Mul.Actors.Nodes.Wire;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>What is in a frame of Akka.Remote: protobuf in protobuf, as its WireFormats.proto and ContainerFormats.proto have it.</summary>
internal static class AkkaFrame
{
    private static readonly NodeSerializer Serializer = new(null!);

    /// <summary>The message between nodes that a frame carries; null if it is one of Akka.NET's own, as a handshake.</summary>
    /// <param name="frame">Without its length.</param>
    public static INodeMessage? MessageIn(ReadOnlySpan<byte> frame)
    {
        // AkkaProtocolMessage.payload, AckAndEnvelopeContainer.envelope, RemoteEnvelope.message.
        var payload = Field(Field(Field(frame, 1), 2), 2);
        if (payload.IsEmpty)
        {
            return null;
        }

        // Payload: message = 1, messageManifest = 3. What is sent to a path is in a SelectionEnvelope, with no manifest: payload = 1.
        return Field(payload, 3) is { IsEmpty: false } manifest
            ? Message(Field(payload, 1), manifest)
            : Field(Field(payload, 1), 1) is var inner && Field(inner, 3) is { IsEmpty: false } innerManifest ? Message(Field(inner, 1), innerManifest) : null;
    }

    private static INodeMessage Message(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> manifest) =>
        (INodeMessage)Serializer.FromBinary(bytes.ToArray(), Encoding.UTF8.GetString(manifest));

    // The first field of that number that has a length; empty if there is none.
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, int number)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            switch (tag & 7)
            {
                case 0:
                    Varint(ref message);
                    break;
                case 1:
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    if ((int)(tag >> 3) == number)
                    {
                        return message[..length];
                    }

                    message = message[length..];
                    break;
                case 5:
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException("no protobuf");
            }
        }

        return default;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> from)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = from[0];
            from = from[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
