using System.Text;
using Mul.Actors.Folders;
using Mul.Actors.Jobs;

namespace Mul.Host.Reports.Writing;

/// <summary>A report on disk: complete or not there.</summary>
internal static class TextFile
{
    /// <summary>Why nothing can be written there; null if something can, as far as that shows beforehand.</summary>
    public static string? WhyNot(string path)
    {
        if (IsDevice(path))
        {
            return null;
        }

        // Not the file itself, nor what lies beside it: nothing is changed by asking.
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var trial = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            using var tried = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody asked for that file.
            return e.Message.Replace(trial, folder, StringComparison.Ordinal);
        }
    }

    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            if (IsDevice(path))
            {
                File.WriteAllText(path, text);
            }
            else
            {
                WholeFile.Write(path, text, static (file, all) => file.Write(Encoding.UTF8.GetBytes(all)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be written: {e.Message}");
        }
    }

    // /dev/null, /dev/stdout, or a pipe that a shell made: a file must not take its place. /dev/shm is a folder as any other.
    private static bool IsDevice(string path) =>
        Path.GetFullPath(path) is var full
        && (full.StartsWith("/proc/", StringComparison.Ordinal) || (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal)));
}
