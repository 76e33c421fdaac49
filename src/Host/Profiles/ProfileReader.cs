using Akka.Configuration;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Profiles;

/// <summary>A text, read twice: strictly and with line numbers, and by Akka.NET; both agree.</summary>
/// <param name="Own">What the file itself says, every <c>${…}</c> resolved.</param>
/// <param name="Targets">The paths that some <c>${…}</c> refers to: the file itself is their reader.</param>
/// <param name="Config">The same as Akka.NET has it, nothing laid under it.</param>
internal sealed record ReadText(Section Own, IReadOnlySet<string> Targets, Config Config);

/// <summary>From a profile's text to what it says, or to the one reason why it cannot be read.</summary>
internal static class ProfileReader
{
    /// <exception cref="HoconSyntaxException">Akka.NET would not read it as it is written.</exception>
    public static ReadText Read(ProfileSource source)
    {
        var (own, targets) = Substitutions.Resolve(HoconScanner.Scan(source.Hocon, Layer.Profile, source.File));
        var config = AkkaParser.Parse(source.Hocon);
        AkkaReading.Check(own, config.Root);
        return new ReadText(own, targets, config);
    }
}
