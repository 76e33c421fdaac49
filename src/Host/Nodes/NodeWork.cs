using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Workloads;

namespace Mul.Host.Nodes;

/// <summary>What a node needs to make the run's list of jobs and its own pools: it gets this once, and then only numbers.</summary>
internal sealed record NodeWork
{
    /// <summary>With paths in full: a node may be in another folder.</summary>
    public required RunSource Source { get; init; }

    /// <summary>What the node's list of jobs must be, as <see cref="NumberedJobs.IdentityOf"/> says it.</summary>
    public required string List { get; init; }

    /// <summary>Warm-up jobs of each pool, numbered behind the run's.</summary>
    public required int Warmup { get; init; }

    /// <summary>By pool, how many jobs a node's routees do at once.</summary>
    public required IReadOnlyList<int> AtOnce { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, NodeWorkJson.Default.NodeWork);

    public static NodeWork FromJson(string text) =>
        JsonSerializer.Deserialize(text, NodeWorkJson.Default.NodeWork) ?? throw new InvalidDataException("the coordinator sent no work");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NodeWork))]
internal sealed partial class NodeWorkJson : JsonSerializerContext;
