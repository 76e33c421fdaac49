using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments;

namespace Mul.Host.Reports;

/// <summary>An experiment as JSON: schema <c>mul.compare/1</c>.</summary>
internal static class CompareJson
{
    public static string Of(CompareRecord record) => JsonSerializer.Serialize(record, CompareJsonContext.Default.CompareRecord);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(CompareRecord))]
internal sealed partial class CompareJsonContext : JsonSerializerContext;
