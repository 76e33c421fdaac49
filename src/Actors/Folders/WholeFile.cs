namespace Mul.Actors.Folders;

/// <summary>A file that is whole or not there: it is written beside its final name, and renamed.</summary>
internal static class WholeFile
{
    /// <summary>What its name ends with until it is whole; such a file is left by a process that was killed.</summary>
    public const string Unfinished = ".part";

    /// <summary>Writes it in the place of what is there.</summary>
    /// <param name="write">Given the file, without a buffer, and <paramref name="content"/>; whatever it throws, nothing is left of the file.</param>
    /// <exception cref="IOException">The disk is full, the folder has gone, or somebody else is writing that file.</exception>
    /// <exception cref="UnauthorizedAccessException">There may be no such file.</exception>
    public static void Write<T>(string path, T content, Action<FileStream, T> write)
        where T : allows ref struct
    {
        var unfinished = path + Unfinished;
        // Before anything is removed: one that somebody else has open is theirs.
        var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            using (file)
            {
                write(file, content);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
