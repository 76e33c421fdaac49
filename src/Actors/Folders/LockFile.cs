namespace Mul.Actors.Folders;

/// <summary>A file that one process at a time holds, and with it what it stands for; gone when it is let go, or left unheld by a process that was killed.</summary>
internal sealed class LockFile : IDisposable
{
    // What .NET says of a file that somebody else has locked: Windows' error, or flock's.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>The lock file of a whole folder.</summary>
    public const string NameInFolder = ".mul.lock";

    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <summary>The lock of a folder.</summary>
    /// <inheritdoc cref="Take"/>
    public static LockFile TakeFolder(string folder) => Take(Path.Combine(folder, NameInFolder));

    /// <summary>The lock of a folder; null if it is held.</summary>
    /// <exception cref="IOException">There can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">There may be none.</exception>
    public static LockFile? TryTakeFolder(string folder)
    {
        try
        {
            return TakeFolder(folder);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    /// <exception cref="IOException">It is held (<see cref="IsHeld"/>), or there can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">There may be none.</exception>
    public static LockFile Take(string path)
    {
        while (true)
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (IsStillAt(path, stream))
            {
                return new LockFile(stream);
            }

            stream.Dispose();
        }
    }

    /// <summary>Whether opening a file failed because somebody else holds it.</summary>
    public static bool IsHeld(IOException failure) => failure.HResult is SharingViolation or WouldBlock or WouldBlockOnMac;

    public void Dispose()
    {
        using (_stream)
        {
            // Before it is closed, so that nobody else can hold it then.
            if (File.Exists(_stream.Name))
            {
                File.Delete(_stream.Name);
            }
        }
    }

    // Between opening and locking it, who had the lock before may have removed it; then this is a lock on nothing, and what
    // is there now was written at another time.
    private static bool IsStillAt(string path, FileStream locked)
    {
        File.SetLastWriteTimeUtc(locked.SafeFileHandle, TimeProvider.System.GetUtcNow().UtcDateTime);
        return File.GetLastWriteTimeUtc(locked.SafeFileHandle) == File.GetLastWriteTimeUtc(path);
    }
}
