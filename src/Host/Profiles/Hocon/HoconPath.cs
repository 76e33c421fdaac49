namespace Mul.Host.Profiles.Hocon;

/// <summary>Paths as Akka.NET writes them: keys joined by dots.</summary>
internal static class HoconPath
{
    /// <summary>The keys of an id as <c>akka.actor.deployment./pool.pool-dispatcher</c>; a key between quotes may have dots.</summary>
    public static IReadOnlyList<string> Split(string id)
    {
        var keys = new List<string>();
        var at = 0;
        while (at < id.Length)
        {
            var quoted = id[at] == '"';
            var end = quoted ? id.IndexOf('"', at + 1) : id.IndexOf('.', at);
            end = end < 0 ? id.Length : end;
            keys.Add(quoted ? id[(at + 1)..end] : id[at..end]);
            at = end + (quoted ? 2 : 1);
        }

        return keys;
    }

    /// <summary>Keys as they would be written, those with special characters in quotes.</summary>
    public static string Join(IEnumerable<string> keys) =>
        string.Join('.', keys.Select(key => key.AsSpan().ContainsAny(".* \"") ? $"\"{key}\"" : key));

    /// <summary>The one text that an id is known by, however a profile writes its quotes.</summary>
    public static string Canonical(string id) => Join(Split(id));

    /// <summary>Whether a key of it has a dot, so that a setting can name it only by quotes between quotes.</summary>
    public static bool HasDottedKey(string id) => Split(id).Any(key => key.Contains('.', StringComparison.Ordinal));
}
