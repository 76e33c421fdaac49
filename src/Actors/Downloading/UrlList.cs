using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>A file of URLs: one per line, the file's SHA-256 after it if it is known; lines with # are comments.</summary>
internal static class UrlList
{
    // All but the tab. .NET would escape them within a URL, and a file of lines that end with CR alone would be one line.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(sign => (char)sign).Where(char.IsControl).Where(sign => sign != '\t')]);

    /// <summary>The jobs of the file at <paramref name="path"/>, which is read once and checked to its end.</summary>
    /// <exception cref="UserException">It cannot be read, or a line is not a URL, with its number.</exception>
    public static JobList Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"--urls {path}: {failure.Message}");
        }

        using var reader = new StreamReader(new MemoryStream(bytes));
        var text = reader.ReadToEnd();
        var count = 0;
        var number = 0;
        for (var at = 0; at < text.Length;)
        {
            number++;
            // The line itself is not repeated: it may hold credentials.
            count += Parse(NextLine(text, ref at), out _, out _) switch
            {
                Line.Url => 1,
                Line.Nothing => 0,
                Line.NotAUrl => throw new UserException(At(path, number, "expected an absolute URL with http or https, then a sha256 or nothing.")),
                Line.NotText => throw new UserException(At(path, number, "expected no control characters. A line ends with a line feed.")),
                Line.NotASum => throw new UserException(At(path, number, "expected 64 hex digits, a sha256, or nothing after the URL.")),
                var other => throw new ArgumentOutOfRangeException(nameof(path), other, "unknown line"),
            };
        }

        return count == 0
            ? throw new UserException($"--urls {path}: there is no URL in it. Write one per line.")
            : new JobList(count, JobsOf(text)) { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }

    private static string At(string path, int line, string message) => string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: {message}");

    // Parsed as it is told, so that a long list costs its text and not its URLs.
    private static IEnumerable<PoolJob> JobsOf(string text)
    {
        var job = 0;
        for (var at = 0; at < text.Length;)
        {
            if (Parse(NextLine(text, ref at), out var source, out var sum) == Line.Url)
            {
                yield return new PoolJob(0, new Download(job, source!, FileNames.For(job, source!), sum));
                job++;
            }
        }
    }

    private static ReadOnlySpan<char> NextLine(string text, ref int at)
    {
        var rest = text.AsSpan(at);
        var length = rest.IndexOf('\n');
        at = length < 0 ? text.Length : at + length + 1;
        return length < 0 ? rest : rest[..length];
    }

    private static Line Parse(ReadOnlySpan<char> line, out Uri? source, out Sha256Sum? sum)
    {
        source = null;
        sum = null;
        line = line.Trim();
        if (line.ContainsAny(Controls))
        {
            return Line.NotText;
        }

        if (line.Length == 0 || line[0] == '#')
        {
            return Line.Nothing;
        }

        var blank = line.IndexOfAny(' ', '\t');
        var url = blank < 0 ? line : line[..blank];
        if (!Uri.TryCreate(url.ToString(), UriKind.Absolute, out source) || (source.Scheme != Uri.UriSchemeHttp && source.Scheme != Uri.UriSchemeHttps) || Server.Of(source) is null)
        {
            return Line.NotAUrl;
        }

        var rest = blank < 0 ? default : line[blank..].Trim();
        if (rest.Length > 0 && rest[0] != '#')
        {
            sum = Sha256Sum.Parse(rest);
            return sum is null ? Line.NotASum : Line.Url;
        }

        return Line.Url;
    }

    private enum Line
    {
        Nothing,
        Url,
        NotAUrl,
        NotASum,
        NotText,
    }
}
