using System.Globalization;
using System.Text;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles;

/// <summary>From what a user types to a profile over Mul's defaults.</summary>
internal static class ProfileLoader
{
    /// <summary>No profile that a person wrote is larger; the limit keeps every answer under a second.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The profile that <paramref name="argument"/> means: with a separator or the ending .hocon or .conf a path, anything else a shipped name.</summary>
    /// <exception cref="UserException">It is not there or is no text (exit 2), or it does not parse (exit 3).</exception>
    public static Profile Load(string argument) => FromSource(Read(argument));

    /// <summary>Several profiles; one that is named again becomes <c>parallel#2</c>.</summary>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<Profile> LoadAll(IEnumerable<string> arguments)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var profiles = new List<Profile>();
        foreach (var profile in arguments.Select(Load))
        {
            var name = profile.Name;
            for (var time = 2; !names.Add(name); time++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{profile.Name}#{time}");
            }

            profiles.Add(profile with { Name = name });
        }

        return profiles;
    }

    /// <summary>A profile whose text is at hand already, as in a measured child process.</summary>
    /// <exception cref="UserException">It does not parse (exit 3).</exception>
    public static Profile FromText(string name, string file, string text) => FromSource(new ProfileSource(name, file, text));

    /// <exception cref="UserException">It does not parse (exit 3).</exception>
    public static Profile FromSource(ProfileSource source)
    {
        try
        {
            return Of(source, ProfileReader.Read(source));
        }
        catch (HoconSyntaxException error)
        {
            throw new UserException(Problem.Syntax(source.File, error).ToString(), UserException.BrokenProfile);
        }
    }

    /// <summary>The profile of a text that has been read already.</summary>
    public static Profile Of(ProfileSource source, ReadText read) =>
        new(source.Name, source.File, source.Text, source.Sha256, read.Config.WithFallback(MulDefaults.Config));

    /// <summary>The text that <paramref name="argument"/> means, not yet parsed.</summary>
    /// <exception cref="UserException">It is not there, or it is no text (exit 2).</exception>
    public static ProfileSource Read(string argument)
    {
        if (!IsPath(argument))
        {
            return ShippedProfiles.Names.Contains(argument, StringComparer.Ordinal)
                ? new ProfileSource(argument, $"{ShippedProfiles.Folder}/{argument}{ShippedProfiles.Ending}", TextOf(ShippedProfiles.PathOf(argument), argument))
                : throw Unknown(argument);
        }

        var text = TextOf(argument, argument);
        return new ProfileSource(Path.GetFileNameWithoutExtension(argument), Shareable(argument), text);
    }

    private static bool IsPath(string argument) =>
        argument.Contains('/') || argument.Contains(Path.DirectorySeparatorChar)
        || argument.EndsWith(".hocon", StringComparison.Ordinal) || argument.EndsWith(".conf", StringComparison.Ordinal);

    private static UserException Unknown(string name)
    {
        var meant = NearestName.Question(name, ShippedProfiles.Names) is { } question ? $" {question}" : "";
        return new UserException(
            $"{name} is not a shipped profile.{meant} There are: {string.Join(", ", ShippedProfiles.Names)}. A file of your own is named with its ending or folder, as ./{name}.hocon.");
    }

    private static string TextOf(string path, string argument)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new UserException($"{argument}: is a folder; a profile is one HOCON file.");
            }

            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                throw new UserException($"{argument}: has more than {MaxBytes / 1024} KiB; a profile is a short text.");
            }

            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{argument}: there is no such file. Shipped profiles are named without folder and ending, as threads.");
        }
        catch (DecoderFallbackException)
        {
            throw new UserException($"{argument}: is not UTF-8 text; save it as UTF-8.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{argument}: cannot be read: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    // Ledgers are committed: a path that climbs out of the working folder would show how somebody's machine looks.
    private static string Shareable(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(path) : relative;
    }
}
