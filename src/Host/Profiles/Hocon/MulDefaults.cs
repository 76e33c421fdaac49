using Akka.Configuration;

namespace Mul.Host.Profiles.Hocon;

/// <summary>The settings that lie under every profile: <c>mul.conf</c>, documented key by key.</summary>
internal static class MulDefaults
{
    private static readonly Lazy<string> LazyText = new(Read);
    private static readonly Lazy<Config> LazyConfig = new(() => ConfigurationFactory.ParseString(Text));

    /// <summary>The file as it ships inside the command.</summary>
    public static string Text => LazyText.Value;

    public static Config Config => LazyConfig.Value;

    private static string Read()
    {
        using var stream = typeof(MulDefaults).Assembly.GetManifestResourceStream("mul.conf")
            ?? throw new InvalidOperationException("mul.conf is not embedded in this assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
