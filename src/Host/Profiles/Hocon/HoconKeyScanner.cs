namespace Mul.Host.Profiles.Hocon;

/// <summary>Keys and paths of keys, up to what stands between them and their value.</summary>
internal sealed class HoconKeyScanner(HoconCursor cursor)
{
    /// <param name="openLine">The line of the brace inside which the key stands; null outside of any.</param>
    /// <exception cref="HoconSyntaxException">What stands here is no key.</exception>
    public List<string> Scan(int? openLine)
    {
        var path = new List<string>();
        do
        {
            cursor.TakeSpaces();
            var quoted = cursor.Current == '"';
            var key = quoted ? cursor.TakeQuoted() : cursor.TakeUnquoted(stopAtDot: true);
            if (key.Length == 0)
            {
                throw cursor.Current == ']' && openLine is { } line
                    ? cursor.Error($"the {{ opened in line {line} is closed by ]", "Close it with }.")
                    : cursor.Error($"here a key is expected, and {cursor.Describe()} cannot begin one", "Put a key with special characters in double quotes, as \"/pool/*\".");
            }

            path.Add(key);
            cursor.TakeSpaces();
            if (cursor.At("+=") || (!quoted && key[^1] == '+' && cursor.Current == '='))
            {
                throw cursor.Error("+= is not understood by Akka.NET's parser: the + becomes part of the key", "Write the whole value with =.");
            }

            CheckAfterKey(path);
        }
        while (cursor.TryTake('.'));

        return path;
    }

    private void CheckAfterKey(List<string> path)
    {
        if (cursor.AtLineEnd || cursor.AtComment || cursor.Current is '.' or '=' or ':' or '{')
        {
            return;
        }

        if (path is ["include"])
        {
            throw cursor.Error("include is not supported by Akka.NET's parser, which crashes on it", "Write the included settings here.");
        }

        throw cursor.Current is '}' or ','
            ? cursor.Error($"{string.Join('.', path)} has no value", $"Write {path[^1]} = …; a value with a comma stands in double quotes.")
            : cursor.AtUnquoted || cursor.Current is '"' or '$' or '['
            ? cursor.Error($"between {string.Join('.', path)} and its value stands no =", $"Write {path[^1]} = …")
            : cursor.Error($"{cursor.Describe()} cannot stand in a key without quotes", $"Put it in double quotes, as \"{path[^1]}{cursor.Describe()}\".");
    }
}
