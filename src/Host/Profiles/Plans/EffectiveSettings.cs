using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Profiles.Plans;

/// <summary>A dispatcher's settings, each with who said it.</summary>
internal static class EffectiveSettings
{
    public static IReadOnlyList<EffectiveSetting> Of(ResolvedDispatcher dispatcher) =>
        [.. dispatcher.Effective.Leaves()
            .Select(leaf => new EffectiveSetting(leaf.Path, TextOf(leaf.Node), OriginOf(dispatcher, leaf.Path, leaf.Node), dispatcher.Reads(leaf.Path)))
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)];

    private static string OriginOf(ResolvedDispatcher dispatcher, string path, Node node) =>
        dispatcher.Id == ResolvedDispatcher.DefaultId || dispatcher.IsOwn(path) ? node.Origin.ToString()
        : node.Origin.Layer == Layer.Profile ? $"leaked from default-dispatcher, {node.Origin}"
        : $"default-dispatcher in {node.Origin}";

    private static string TextOf(Node node) => node switch
    {
        Value value => value.Text is { Length: > 0 } text ? text : "\"\"",
        Sequence sequence => $"[{string.Join(", ", sequence.Items.Select(TextOf))}]",
        _ => "{ }",
    };
}
