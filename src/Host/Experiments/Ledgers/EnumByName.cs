using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>An enum in a ledger is one of its names: a number that an editor left there is refused, for it may be none of them.</summary>
internal sealed class EnumByName : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Names = new(namingPolicy: null, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => Names.CanConvert(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Names.CreateConverter(typeToConvert, options);
}
