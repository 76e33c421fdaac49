using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Traces;

namespace Mul.Host.Reports;

/// <summary>A run as JSON: schema <c>mul.run/1</c>.</summary>
internal static class RunJson
{
    public static string Of(RunRecord record) => JsonSerializer.Serialize(record, RunJsonContext.Default.RunRecord);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
