using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mul.Host.Experiments.Ledgers;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = new[] { typeof(EnumByName), typeof(FiniteNumber) }, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LedgerHeader))]
[JsonSerializable(typeof(Cell))]
[JsonSerializable(typeof(Conclusion))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>A line that ends a search.</summary>
internal sealed record Conclusion(TuneRecord Found)
{
    /// <summary>What no sample's line begins with.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"found\":"u8;
}
