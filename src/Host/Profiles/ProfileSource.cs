using System.Security.Cryptography;
using System.Text;

namespace Mul.Host.Profiles;

/// <summary>A profile as it was read, before anybody has tried to understand it.</summary>
/// <param name="Name">What people call it: a shipped name, or a file's name without its ending.</param>
/// <param name="File">A bare or relative path, fit to be committed and shared.</param>
/// <param name="Text">The file as it was read, a byte order mark included.</param>
internal sealed record ProfileSource(string Name, string File, string Text)
{
    /// <summary>Of the file's bytes, in lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>What a parser gets: the text without its byte order mark, so that the first key has its own name.</summary>
    public string Hocon => Text.TrimStart('\uFEFF');
}
