using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Mul.Actors.Nodes.Wire;

/// <summary>Stands in the place of Akka.NET's serializers that make objects of whatever type a frame names.</summary>
/// <param name="settings">Whose place it is in, by its identifier.</param>
internal sealed class RefusingSerializer(ExtendedActorSystem system, Config settings) : Serializer(system)
{
    public override int Identifier { get; } = settings.GetInt("identifier");

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) =>
        throw new NotSupportedException($"{obj.GetType().Name} is no message between nodes, and does not travel");

    public override object FromBinary(byte[] bytes, Type type) =>
        throw new NotSupportedException("a frame that names the type of its message is not read");
}
