using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mul.Actors.Downloading.Files;

/// <summary>Names of files from what URLs end in, which nobody has to have meant well.</summary>
internal static class FileNames
{
    // 255 bytes is what most file systems allow; job number and .part endings take their share.
    private const int MaxLeafBytes = 160;
    private const int MaxExtensionBytes = 16;
    private const string PlainSigns = "._-+=@,~";

    // Most names are such, and stay as they are.
    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + PlainSigns);

    /// <summary>The job's number, so that no two jobs share a name, and the sanitised last part of the URL's path.</summary>
    public static string For(int job, Uri source)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{job:D6}-{Sanitise(Uri.UnescapeDataString(source.AbsolutePath[(source.AbsolutePath.LastIndexOf('/') + 1)..]))}");
        // What looks like a file on its way would be swept.
        return PartFile.IsOne(name) ? name + "_" : name;
    }

    /// <summary>Whether <paramref name="name"/> names a file directly in a folder, whatever the platform makes of it.</summary>
    public static bool IsPlain(string name) =>
        name.Length > 0 && name is not "." and not ".." && name.AsSpan().IndexOfAny("/\\:\0") < 0;

    /// <summary>Letters, digits and a few signs stay, the rest becomes an underscore; never empty, at most 160 bytes.</summary>
    internal static string Sanitise(string leaf)
    {
        if (leaf.Length is > 0 and <= MaxLeafBytes && !leaf.AsSpan().ContainsAnyExcept(Plain) && leaf[^1] != '.')
        {
            return leaf;
        }

        var clean = new StringBuilder(leaf.Length);
        foreach (var rune in leaf.EnumerateRunes())
        {
            clean.Append(Rune.IsLetterOrDigit(rune) && rune != Rune.ReplacementChar || (rune.IsAscii && PlainSigns.Contains((char)rune.Value, StringComparison.Ordinal))
                ? rune.ToString()
                : "_");
        }

        // Windows drops dots at the end of a name, and two names become one.
        var name = clean.ToString().TrimEnd('.');
        return name.Length == 0 ? "index" : Shorten(name);
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxLeafBytes)
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > MaxExtensionBytes)
        {
            extension = "";
        }

        var stem = new StringBuilder();
        var left = MaxLeafBytes - Encoding.UTF8.GetByteCount(extension);
        foreach (var rune in name.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            stem.Append(rune.ToString());
        }

        return stem + extension;
    }
}
