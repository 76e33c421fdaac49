using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.SearchSpace;

/// <summary>What the setting to be found is best at.</summary>
/// <param name="Metric">What of a sample it is about.</param>
/// <param name="WantsSmallest">Whether, of all that are within the threshold of the best, the smallest pool is wanted.</param>
[JsonConverter(typeof(ObjectiveJson))]
internal readonly record struct Objective(Metric Metric, bool WantsSmallest = false)
{
    private const string Smallest = "smallest-sufficient";

    /// <summary>The smallest pool whose makespan is within the threshold of the best.</summary>
    public static Objective SmallestSufficient { get; } = new(Metric.Makespan, WantsSmallest: true);

    public static IReadOnlyList<string> Names { get; } = [Smallest, .. EnumNames.Of<Metric>()];

    public string Name => WantsSmallest ? Smallest : Metric.NameOf();

    /// <summary>The objective of that name; null if there is none.</summary>
    public static Objective? Find(string name) =>
        name == Smallest ? SmallestSufficient
        : EnumNames.Find<Metric>(name) is { } metric ? new Objective(metric)
        : null;
}

/// <summary>An objective in JSON is its name.</summary>
internal sealed class ObjectiveJson : JsonConverter<Objective>
{
    public override Objective Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } name && Objective.Find(name) is { } objective ? objective : throw new JsonException("there is no such objective");

    public override void Write(Utf8JsonWriter writer, Objective value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
