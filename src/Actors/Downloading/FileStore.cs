using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>Where downloads are written: a folder that no other run uses at the same time.</summary>
/// <remarks>
/// The lock file also says what a killed run left: whoever holds the lock knows that every <c>.part</c> in the folder
/// is nobody's, and sweeps it. Without an output folder there is a temporary one, and in it nothing is kept: a file is
/// written, checked and removed, so the disk holds as many files as there are downloads in flight.
/// </remarks>
internal sealed partial class FileStore : IDisposable
{
    private const string LockName = ".mul.lock";
    private const string TemporaryPrefix = "mul-downloads-";
    private const int MaxNumber = 10_000;
    private readonly FileStream _lock;
    private readonly bool _isTemporary;
    private readonly ExistingFile _ifExists;
    private readonly bool _wasEmpty;

    private FileStore(string folder, FileStream @lock, bool isTemporary, ExistingFile ifExists)
    {
        Folder = folder;
        _lock = @lock;
        _isTemporary = isTemporary;
        _ifExists = ifExists;
        Sweep(folder);
        _wasEmpty = Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry) == LockName);
    }

    /// <summary>Its full path.</summary>
    public string Folder { get; }

    /// <param name="folder">Made if its parent exists; null = a temporary one, removed on disposal.</param>
    /// <param name="ifExists">What becomes of files that are there already.</param>
    /// <exception cref="UserException">The folder cannot be used, or another run uses it.</exception>
    public static FileStore Open(string? folder, ExistingFile ifExists)
    {
        if (folder is null)
        {
            SweepTemporary();
            return OpenTemporary(ifExists);
        }

        Check(folder);
        try
        {
            var full = Directory.CreateDirectory(folder).FullName;
            return new FileStore(full, Lock(full), isTemporary: false, ifExists);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserException($"--output {folder}: no permission to write there. Name another folder.");
        }
        catch (IOException failure)
        {
            throw new UserException(File.Exists(Path.Combine(folder, LockName))
                ? $"--output {folder}: another run is using it. Wait for it, or name another folder."
                : $"--output {folder}: {failure.Message}");
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

    /// <summary>A new file on its way to being <paramref name="job"/>'s.</summary>
    /// <param name="attempt">From 1; no two attempts share a file.</param>
    public PartFile Create(Download job, int attempt) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{PathOf(job.FileName)}.{job.Id}.{attempt}.part"));

    /// <summary>What a file that is there already means for <paramref name="job"/> before anything is asked for.</summary>
    /// <returns>The SHA-256 and length of a file that makes the download needless; null if it is needed.</returns>
    /// <exception cref="DownloadException">The name is taken, and the policy is to fail.</exception>
    public (Sha256Sum Sum, long Length)? Before(Download job)
    {
        if (_isTemporary || _wasEmpty || !job.Keep || _ifExists is ExistingFile.Replace or ExistingFile.Number || !File.Exists(PathOf(job.FileName)))
        {
            return null;
        }

        if (_ifExists == ExistingFile.Fail)
        {
            throw Taken(job);
        }

        if (job.Sum is not { } wanted)
        {
            return null;
        }

        var existing = SumOf(PathOf(job.FileName));
        return existing.Sum == wanted ? existing : throw Differs(job);
    }

    /// <summary>Gives a complete file its name, as the policy has it.</summary>
    /// <returns>Its full path; null if it is not to be kept.</returns>
    /// <exception cref="DownloadException">The name is taken and the policy does not allow for it, or the file system refuses.</exception>
    public string? Keep(PartFile part, Download job, Sha256Sum sum)
    {
        if (_isTemporary || !job.Keep)
        {
            return null;
        }

        var path = PathOf(job.FileName);
        if (part.TryKeep(path, _ifExists == ExistingFile.Replace))
        {
            return path;
        }

        switch (_ifExists)
        {
            case ExistingFile.Skip when SumOf(path).Sum == sum:
                return path;
            case ExistingFile.Skip:
                throw Differs(job);
            case ExistingFile.Number:
                return KeepNumbered(part, path);
            default:
                throw Taken(job);
        }
    }

    public void Dispose()
    {
        // Removed before it is closed, so that nobody else can hold it then.
        File.Delete(_lock.Name);
        _lock.Dispose();
        if (_isTemporary)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static FileStore OpenTemporary(ExistingFile ifExists)
    {
        while (true)
        {
            var folder = Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
            try
            {
                return new FileStore(folder, Lock(folder), isTemporary: true, ifExists);
            }
            catch (IOException) when (!Directory.Exists(folder))
            {
                // Another run's sweep came between making and locking it.
            }
        }
    }

    private static FileStream Lock(string folder)
    {
        var path = Path.Combine(folder, LockName);
        while (true)
        {
            var @lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Between opening and locking it, the run before may have removed it; then this is a lock on nothing,
            // and what another run has put there since was written at another time.
            @lock.SetLength(0);
            @lock.WriteByte(0);
            @lock.Flush();
            if (File.GetLastWriteTimeUtc(@lock.SafeFileHandle) == File.GetLastWriteTimeUtc(path))
            {
                return @lock;
            }

            @lock.Dispose();
        }
    }

    // Only with the lock: every part in the folder is then a killed run's.
    private static void Sweep(string folder)
    {
        foreach (var part in Directory.EnumerateFiles(folder, "*.part"))
        {
            if (PartName().IsMatch(Path.GetFileName(part)))
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
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Another run's, or another user's.
            }
        }
    }

    private static (Sha256Sum Sum, long Length) SumOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return (Sha256Sum.Of(SHA256.HashData(file)), file.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault.Local(failure);
        }
    }

    private static string KeepNumbered(PartFile part, string path)
    {
        var stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path));
        var extension = Path.GetExtension(path);
        for (var number = 2; number < MaxNumber; number++)
        {
            var numbered = string.Create(CultureInfo.InvariantCulture, $"{stem}~{number}{extension}");
            if (part.TryKeep(numbered, replace: false))
            {
                return numbered;
            }
        }

        throw DownloadException.Permanent($"local: {Path.GetFileName(path)} exists {MaxNumber} times");
    }

    private static DownloadException Taken(Download job) =>
        DownloadException.Permanent($"local: {job.FileName} exists; choose --if-exists skip, replace or number, or another folder");

    private static DownloadException Differs(Download job) =>
        DownloadException.Permanent($"local: {job.FileName} exists and has other bytes");

    public string PathOf(string name) =>
        FileNames.IsPlain(name) ? Path.Combine(Folder, name) : throw DownloadException.Permanent("local: not a plain file name");

    // As Create makes them: the job's number in front, and again behind.
    [GeneratedRegex(@"^0*(\d+)-.*\.\1\.\d+\.part$")]
    private static partial Regex PartName();
}
