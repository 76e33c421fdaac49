using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments.Tuning;

namespace Mul.Host.Reports;

/// <summary>A search as JSON: schema <c>mul.tune/1</c>.</summary>
internal static class TuneJson
{
    public static string Of(TuneRecord record) => JsonSerializer.Serialize(record, TuneJsonContext.Default.TuneRecord) + "\n";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(TuneRecord))]
internal sealed partial class TuneJsonContext : JsonSerializerContext;
