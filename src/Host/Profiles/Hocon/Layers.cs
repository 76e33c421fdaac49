using System.Reflection;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Mul.Host.Profiles.Hocon;

/// <summary>The files that lie over each other when a system starts, each value with its origin.</summary>
internal static class Layers
{
    private static readonly Lazy<Section> LazyAkka = new(ReadAkka);
    private static readonly Lazy<Section> LazyMul = new(() => HoconScanner.Scan(MulDefaults.Text, Layer.Mul, "mul.conf"));

    /// <summary>Akka.NET's own reference configuration, with those of its modules that are installed here.</summary>
    public static Section Akka => LazyAkka.Value;

    /// <summary>Mul's defaults.</summary>
    public static Section Mul => LazyMul.Value;

    /// <summary>What a system sees: the profile over Mul's defaults over Akka.NET's reference configuration.</summary>
    public static Section Under(Section profile) => (Section)Overlay(Overlay(Akka, Mul), profile);

    /// <summary>As in Akka.NET, two sections are merged; anything else is replaced.</summary>
    public static Node Overlay(Node? lower, Node upper)
    {
        if (lower is not Section below || upper is not Section above)
        {
            return upper;
        }

        var merged = new Section(above.Origin);
        foreach (var (key, child) in below.Children)
        {
            merged.Set(key, child);
        }

        foreach (var (key, child) in above.Children)
        {
            merged.Set(key, Overlay(below.Child(key), child));
        }

        return merged;
    }

    private static Section ReadAkka()
    {
        var origin = new ConfigOrigin(Layer.Akka, "Akka.NET's reference.conf", 0);
        Node root = Convert(ConfigurationFactory.Default().Root, origin);
        foreach (var path in Directory.EnumerateFiles(AppContext.BaseDirectory, "Akka.*.dll").Order(StringComparer.Ordinal))
        {
            var assembly = Assembly.LoadFrom(path);
            foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".conf", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                var module = ConfigurationFactory.ParseString(reader.ReadToEnd());
                var from = origin with { File = $"{assembly.GetName().Name}'s reference.conf" };
                root = Overlay(Convert(module.Root, from), root);
            }
        }

        return (Section)root;
    }

    private static Node Convert(HoconValue value, ConfigOrigin origin)
    {
        if (value.GetObject() is { } items)
        {
            var section = new Section(origin);
            foreach (var (key, child) in items.Items)
            {
                section.Set(key, Convert(child, origin));
            }

            return section;
        }

        // An empty list and an empty value look alike; both are lists in Akka.NET's reference.conf.
        return value.IsArray() || value.Values.Exists(element => element.IsArray())
            ? new Sequence(origin, [.. value.GetArray().Select(item => Convert(item, origin))])
            : new Value(origin, value.GetString());
    }
}
