using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Exports;

/// <summary>A result as JSON, in the schema of what it is the result of; ends with a line end.</summary>
internal static class JsonReport
{
    public static string Of(ReportSource source) =>
        source.Comparison is { } comparison ? Text(comparison, ReportJson.Default.CompareRecord) : Text(source.Exemplars[0].Record, ReportJson.Default.RunRecord);

    public static string Of(TuneRecord record) => Text(record, ReportJson.Default.TuneRecord);

    public static string Of(PredictRecord record) => Text(record, ReportJson.Default.PredictRecord);

    public static string Of(ExplainRecord record) => Text(record, ReportJson.Default.ExplainRecord);

    private static string Text<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.Serialize(record, type) + "\n";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(CompareRecord))]
[JsonSerializable(typeof(TuneRecord))]
[JsonSerializable(typeof(PredictRecord))]
[JsonSerializable(typeof(ExplainRecord))]
internal sealed partial class ReportJson : JsonSerializerContext;
