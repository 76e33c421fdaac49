using Mul.Actors.Jobs;

namespace Mul.Actors.Folders;

/// <summary>A folder that results are written to, and what is wrong with one.</summary>
internal static class OutputPath
{
    // Who removes what a killed run has left there has the lock for a moment.
    private static readonly TimeSpan SweepPatience = TimeSpan.FromSeconds(1);

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

    /// <summary>Makes the folder if its parent exists, and locks it.</summary>
    /// <param name="take">Given the folder's full path and its lock; what goes wrong in it is said of the folder.</param>
    /// <exception cref="UserException">It cannot be used, or another run uses it.</exception>
    public static T Open<T>(string folder, Func<string, LockFile, T> take)
    {
        Check(folder);
        try
        {
            var path = Directory.CreateDirectory(folder).FullName;
            var held = Lock(path);
            try
            {
                return take(path, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var why = refused switch
            {
                UnauthorizedAccessException => "no permission to write there. Name another folder.",
                IOException held when LockFile.IsHeld(held) => "another run is using it. Wait for it, or name another folder.",
                _ => $"{refused.Message.TrimEnd('.')}. Name another folder.",
            };
            throw new UserException($"--output {folder}: {why}");
        }
    }

    private static LockFile Lock(string folder)
    {
        LockFile? taken = null;
        SpinWait.SpinUntil(() => (taken = LockFile.TryTakeFolder(folder)) is not null, SweepPatience);
        return taken ?? LockFile.TakeFolder(folder);
    }
}
