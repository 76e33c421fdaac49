using Mul.Actors.Jobs;

namespace Mul.Host.Reports;

/// <summary>A report on disk: complete or not there.</summary>
internal static class TextFile
{
    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Write(string path, string text)
    {
        var part = path + ".part";
        try
        {
            File.WriteAllText(part, text);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be written: {e.Message}");
        }
    }
}
