using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Reports.Html;

internal static class ChartJson
{
    /// <summary>Charts by their figure's id. The default encoder leaves no &lt; in any text, so nothing in it can end the element it stands in.</summary>
    public static string Of(IEnumerable<Figure> figures) =>
        JsonSerializer.Serialize(figures.ToDictionary(figure => figure.Id, figure => figure.Chart), ChartJsonContext.Default.DictionaryStringChart);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(PlainText)])]
[JsonSerializable(typeof(Dictionary<string, Chart>))]
internal sealed partial class ChartJsonContext : JsonSerializerContext;

/// <summary>A chart's texts as the page around it has them.</summary>
internal sealed class PlainText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("charts are only written");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Terminal.Plain(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
