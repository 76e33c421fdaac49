using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>A folder that no other run uses at the same time.</summary>
/// <remarks>
/// The lock file also says what a killed run left: whoever holds the lock knows that every <c>.part</c> in the folder
/// is nobody's, and sweeps it. Without an output folder there is a temporary one, and in it nothing is kept: a file is
/// written, checked and removed, so the disk holds as many files as there are downloads in flight.
/// </remarks>
internal sealed class OutputFolder : IDisposable
{
    private const string LockName = ".mul.lock";
    private const string TemporaryPrefix = "mul-downloads-";

    private readonly LockFile _lock;

    private OutputFolder(string path, bool isTemporary)
    {
        FullPath = path;
        IsTemporary = isTemporary;
        _lock = Lock(path);
        Sweep(path);
        WasEmpty = Directory.EnumerateFileSystemEntries(path).All(entry => Path.GetFileName(entry) == LockName);
    }

    public string FullPath { get; }

    /// <summary>Whether it is removed on disposal.</summary>
    public bool IsTemporary { get; }

    /// <summary>Whether there was nothing in it when it was opened.</summary>
    public bool WasEmpty { get; }

    /// <param name="folder">Made if its parent exists.</param>
    /// <exception cref="UserException">It cannot be used, or another run uses it.</exception>
    public static OutputFolder Open(string folder)
    {
        Check(folder);
        try
        {
            return new OutputFolder(Directory.CreateDirectory(folder).FullName, isTemporary: false);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserException($"--output {folder}: no permission to write there. Name another folder.");
        }
        catch (IOException failure)
        {
            throw new UserException(LockFile.IsHeld(failure)
                ? $"--output {folder}: another run is using it. Wait for it, or name another folder."
                : $"--output {folder}: {failure.Message}");
        }
    }

    /// <summary>One of its own for this run; those that killed runs left are removed.</summary>
    public static OutputFolder Temporary()
    {
        SweepTemporary();
        while (true)
        {
            var folder = Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
            try
            {
                return new OutputFolder(folder, isTemporary: true);
            }
            catch (IOException failure) when (LockFile.IsHeld(failure) || !Directory.Exists(folder))
            {
                // Another run's sweep came between making and locking it, and is at it or has removed it.
            }
        }
    }

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

    public void Dispose()
    {
        using (_lock)
        {
            if (IsTemporary)
            {
                Remove(FullPath);
            }
        }
    }

    private static LockFile Lock(string folder) => LockFile.Take(Path.Combine(folder, LockName));

    // Only with the lock: every part in the folder is then a killed run's.
    private static void Sweep(string folder)
    {
        foreach (var part in Directory.EnumerateFiles(folder, "*.part"))
        {
            if (PartFile.IsOne(part))
            {
                File.Delete(part);
            }
        }
    }

    private static void SweepTemporary()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), TemporaryPrefix + "*"))
        {
            try
            {
                using (Lock(folder))
                {
                    Remove(folder);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Another run's, or another user's.
            }
        }
    }

    // Only with the lock. Under another name first: once the lock file is deleted, somebody could lock the folder anew
    // and lose it then. What is left of it, if this run is killed meanwhile, is swept under that name.
    private static void Remove(string temporary)
    {
        var removed = temporary + "~";
        Directory.Move(temporary, removed);
        try
        {
            Directory.Delete(removed, recursive: true);
        }
        catch (IOException)
        {
            // Another run sweeps it as well.
        }
    }
}
