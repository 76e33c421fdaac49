namespace Mul.Actors.Jobs;

/// <summary>What can be said of an output folder before anything is written.</summary>
internal static class OutputPath
{
    /// <summary>Says what is wrong with an output folder, and changes nothing.</summary>
    /// <exception cref="UserException">It is a file, or would have to be made in a folder that is not there.</exception>
    public static void Check(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(full))
        {
            throw new UserException($"--output {folder}: this is a file. Name a folder.");
        }

        if (Path.GetDirectoryName(full) is { } parent && !Directory.Exists(parent))
        {
            throw new UserException($"--output {folder}: {parent} does not exist. Make it first.");
        }
    }
}
