using Mul.Actors.Folders;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading.Files;

/// <summary>A folder that no other run uses at the same time.</summary>
/// <remarks>
/// Its lock also says what a killed run left: whoever holds it knows that every <c>.part</c> in the folder is nobody's,
/// and sweeps it. Without an output folder there is a temporary one, and in it nothing is kept: a file is written, checked
/// and removed, so the disk holds as many files as there are downloads in flight.
/// </remarks>
internal sealed class OutputFolder : IDisposable
{
    private readonly IDisposable _hold;

    private OutputFolder(string path, IDisposable hold, bool isTemporary)
    {
        FullPath = path;
        IsTemporary = isTemporary;
        _hold = hold;
        Sweep(path);
        WasEmpty = Directory.EnumerateFileSystemEntries(path).All(entry => Path.GetFileName(entry) == LockFile.NameInFolder);
    }

    public string FullPath { get; }

    /// <summary>Whether it is removed on disposal.</summary>
    public bool IsTemporary { get; }

    /// <summary>Whether there was nothing in it when it was opened.</summary>
    public bool WasEmpty { get; }

    /// <param name="folder">Made if its parent exists.</param>
    /// <exception cref="UserException">It cannot be used, or another run uses it.</exception>
    public static OutputFolder Open(string folder) =>
        OutputPath.Open(folder, static (path, @lock) => new OutputFolder(path, @lock, isTemporary: false));

    /// <summary>One of its own for this run; those that killed runs left are removed.</summary>
    public static OutputFolder Temporary()
    {
        var folder = TemporaryFolder.Make("mul-downloads-");
        return new OutputFolder(folder.FullPath, folder, isTemporary: true);
    }

    public void Dispose() => _hold.Dispose();

    /// <summary>Removes what a killed run has left. Only with the lock: every part in the folder is then nobody's.</summary>
    public static void Sweep(string folder)
    {
        foreach (var part in Directory.EnumerateFiles(folder, "*.part"))
        {
            if (PartFile.IsOne(part))
            {
                File.Delete(part);
            }
        }
    }
}
