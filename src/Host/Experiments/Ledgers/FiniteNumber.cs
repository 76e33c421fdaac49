using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>A number in a ledger is one that can be reckoned with: what is beyond a double's range would be read as infinite.</summary>
internal sealed class FiniteNumber : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is var number && double.IsFinite(number) ? number : throw new JsonException("a number in it is too large.");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
