using Mul.Actors.Jobs;

namespace Mul.Actors.Folders;

/// <summary>A folder of this process's own among the system's temporary files, gone when it is disposed of; what processes that were killed have left is removed when the next is made.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly LockFile _lock;

    private TemporaryFolder(string path)
    {
        FullPath = path;
        _lock = LockFile.TakeFolder(path);
    }

    public string FullPath { get; }

    /// <param name="prefix">How its name begins, and the names of those that are swept.</param>
    /// <exception cref="UserException">There can be none.</exception>
    public static TemporaryFolder Make(string prefix)
    {
        try
        {
            return SweepAndMake(prefix);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"TMPDIR: there can be no folder in {Path.GetTempPath()}: {failure.Message} Set it to a folder in which files can be written.");
        }
    }

    private static TemporaryFolder SweepAndMake(string prefix)
    {
        Sweep(prefix);
        while (true)
        {
            var folder = Directory.CreateTempSubdirectory(prefix).FullName;
            try
            {
                return new TemporaryFolder(folder);
            }
            catch (IOException failure) when (LockFile.IsHeld(failure) || !Directory.Exists(folder))
            {
                // Another process's sweep came between making and locking it, and is at it or has removed it.
            }
        }
    }

    public void Dispose()
    {
        using (_lock)
        {
            Remove(FullPath);
        }
    }

    private static void Sweep(string prefix)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*"))
        {
            try
            {
                using (LockFile.TakeFolder(folder))
                {
                    Remove(folder);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Another process's, or another user's.
            }
        }
    }

    // Only with the lock. Under another name first: once the lock file is deleted, somebody could lock the folder anew
    // and lose it then. What is left of it, if this process is killed meanwhile, is swept under that name.
    private static void Remove(string folder)
    {
        var removed = folder + "~";
        Directory.Move(folder, removed);
        try
        {
            Directory.Delete(removed, recursive: true);
        }
        catch (IOException)
        {
            // Another process sweeps it as well.
        }
    }
}
