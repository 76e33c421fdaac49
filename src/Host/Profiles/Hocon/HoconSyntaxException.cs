namespace Mul.Host.Profiles.Hocon;

/// <summary>A text that Akka.NET's parser would refuse, misread or never finish.</summary>
/// <param name="message">What is wrong; no full stop.</param>
/// <param name="remedy">What to write instead; a sentence.</param>
internal sealed class HoconSyntaxException(int line, string message, string remedy) : Exception(message)
{
    public int Line { get; } = line;

    public string Remedy { get; } = remedy;
}
