using Akka.Configuration.Hocon;

namespace Mul.Host.Profiles.Hocon;

/// <summary>Whether Akka.NET has read what the scan has read: the scan's promise, checked for every profile.</summary>
internal static class AkkaReading
{
    /// <exception cref="HoconSyntaxException">At the first setting that the two read differently.</exception>
    public static void Check(Section scanned, HoconValue parsed) => CheckSection(scanned, parsed, "the file");

    private static void Check(Node node, HoconValue? parsed, string path)
    {
        var same = parsed is not null && node switch
        {
            Section section => CheckSection(section, parsed, path),
            Sequence sequence => CheckSequence(sequence, parsed, path),
            Value value => !parsed.IsObject() && parsed.IsString() && parsed.GetString() == value.Text,
            _ => false,
        };
        if (!same)
        {
            throw Different(node, path);
        }
    }

    private static bool CheckSection(Section section, HoconValue parsed, string path)
    {
        var items = parsed.GetObject()?.Items;
        if (items is null || items.Count != section.Count)
        {
            // A file without any setting has no object at all.
            return items is null && section.Count == 0 && parsed.IsEmpty ? true : throw Different(section, path);
        }

        foreach (var (key, child) in section.Children)
        {
            Check(child, items.GetValueOrDefault(key), key);
        }

        return true;
    }

    private static bool CheckSequence(Sequence sequence, HoconValue parsed, string path)
    {
        var items = parsed.IsObject() ? null : parsed.GetArray();
        if (items?.Count != sequence.Items.Count)
        {
            return false;
        }

        for (var item = 0; item < items.Count; item++)
        {
            Check(sequence.Items[item], items[item], path);
        }

        return true;
    }

    private static HoconSyntaxException Different(Node node, string path) =>
        new(node.Origin.Line, $"Akka.NET's parser reads {path} otherwise than it is written here", "Write each setting once, on a line of its own.");
}
