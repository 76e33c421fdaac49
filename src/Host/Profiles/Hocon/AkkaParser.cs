using Akka.Configuration;

namespace Mul.Host.Profiles.Hocon;

/// <summary>Akka.NET's own parser, kept on a leash.</summary>
internal static class AkkaParser
{
    /// <summary>
    /// The scan has refused whatever the parser hangs at; this is the last resort, and the thread it would leave
    /// behind ends with the process.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="text">Text that <see cref="HoconScanner"/> has accepted.</param>
    /// <exception cref="HoconSyntaxException">The parser throws, or does not return.</exception>
    public static Config Parse(string text)
    {
        Config? config = null;
        string? failure = "does not come to an end";
        var thread = new Thread(() => failure = TryParse(text, out config)) { IsBackground = true, Name = "akka-hocon-parser" };
        thread.Start();
        return thread.Join(Patience) && config is not null ? config
            : throw new HoconSyntaxException(0, $"Akka.NET's parser {failure}", "Simplify the file until it does.");
    }

    private static string? TryParse(string text, out Config? config)
    {
        try
        {
            // A comment sign or = as the very last character is not recognised; a line end is always harmless.
            config = ConfigurationFactory.ParseString(text + "\n");
            return null;
        }
        catch (Exception error)
        {
            config = null;
            return $"fails: {error.Message.ReplaceLineEndings(" ").Trim()}";
        }
    }
}
