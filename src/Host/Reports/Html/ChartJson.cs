using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Reports.Charts;

namespace Mul.Host.Reports.Html;

internal static class ChartJson
{
    /// <summary>Charts by their figure's id. The default encoder leaves no &lt; in any text, so nothing in it can end the element it stands in.</summary>
    public static string Of(IEnumerable<Figure> figures) =>
        JsonSerializer.Serialize(figures.ToDictionary(figure => figure.Id, figure => figure.Chart), ChartJsonContext.Default.DictionaryStringChart);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Dictionary<string, Chart>))]
internal sealed partial class ChartJsonContext : JsonSerializerContext;
