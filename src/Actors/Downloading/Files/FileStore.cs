using System.Globalization;
using System.Security.Cryptography;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading.Files;

/// <summary>The files of downloads: on their way, there already, and kept under their names.</summary>
internal sealed class FileStore : IDisposable
{
    private const int MaxNumber = 10_000;
    private readonly OutputFolder _folder;
    private readonly ExistingFile _ifExists;

    private FileStore(OutputFolder folder, ExistingFile ifExists)
    {
        _folder = folder;
        _ifExists = ifExists;
    }

    /// <param name="folder">Made if its parent exists; null = a temporary one in which nothing is kept, removed on disposal.</param>
    /// <param name="ifExists">What becomes of files that are there already.</param>
    /// <exception cref="UserException">The folder cannot be used, or another run uses it.</exception>
    public static FileStore Open(string? folder, ExistingFile ifExists) =>
        new(folder is null ? OutputFolder.Temporary() : OutputFolder.Open(folder), ifExists);

    public string PathOf(string name) =>
        FileNames.IsPlain(name) ? Path.Combine(_folder.FullPath, name) : throw DownloadException.Permanent("local: not a plain file name");

    /// <summary>A new file on its way to being <paramref name="job"/>'s.</summary>
    /// <param name="attempt">From 1; no two attempts share a file.</param>
    public PartFile Create(Download job, int attempt) =>
        new(PartFile.PathFor(PathOf(job.FileName), job.Id, attempt));

    /// <summary>What a file that is there already means for <paramref name="job"/> before anything is asked for.</summary>
    /// <returns>The SHA-256 and length of a file that makes the download needless; null if it is needed.</returns>
    /// <exception cref="DownloadException">The name is taken, and the policy is to fail.</exception>
    public (Sha256Sum Sum, long Length)? Before(Download job)
    {
        if (_folder.IsTemporary || _folder.WasEmpty || !job.Keep || _ifExists is ExistingFile.Replace or ExistingFile.Number || !File.Exists(PathOf(job.FileName)))
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
        if (_folder.IsTemporary || !job.Keep)
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

    public void Dispose() => _folder.Dispose();

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
}
