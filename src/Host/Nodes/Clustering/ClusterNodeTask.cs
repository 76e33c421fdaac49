using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mul.Host.Nodes.Clustering;

/// <summary>What a node process of a cluster is to do: one line of JSON on its standard input.</summary>
/// <param name="Port">Of the member to join, on this machine.</param>
internal sealed record ClusterNodeTask(string Name, int Port, NodeWork Work)
{
    /// <summary>The hidden verb under which this command is such a node.</summary>
    public const string Verb = "cluster-node";

    /// <summary>The first word of <see cref="StockLine"/>.</summary>
    public const string StockWord = "stock";

    /// <summary>The line upon which what is in hand is cancelled.</summary>
    public const string CancelLine = "cancel";

    /// <summary>The line upon which a node says what it has used and has, in one line.</summary>
    /// <param name="survey">Comes back with the answer, so that a late one is not taken for the next.</param>
    public static string StockLine(int survey) => string.Create(CultureInfo.InvariantCulture, $"{StockWord} {survey}");

    public string ToJson() => JsonSerializer.Serialize(this, ClusterNodeJson.Default.ClusterNodeTask);

    public static ClusterNodeTask FromJson(string line) =>
        JsonSerializer.Deserialize(line, ClusterNodeJson.Default.ClusterNodeTask) ?? throw new InvalidDataException("a node of a cluster was told nothing");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ClusterNodeTask))]
internal sealed partial class ClusterNodeJson : JsonSerializerContext;
