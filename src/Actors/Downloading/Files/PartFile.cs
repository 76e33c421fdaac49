using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Files;

/// <summary>A file on its way: it has a name of its own until it is complete, and is gone if it never is.</summary>
/// <remarks>
/// Writes are synchronous in both downloaders: they end in the page cache, and .NET's asynchronous ones on Linux are
/// the same calls on a thread of the thread pool.
/// </remarks>
internal sealed partial class PartFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private bool _isKept;

    /// <exception cref="DownloadException">It cannot be created, or is there already.</exception>
    public PartFile(string path)
    {
        Path = path;
        try
        {
            _handle = LinuxFiles.CreateNew(path) ?? File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault.Local(failure);
        }
    }

    public string Path { get; }

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Its name beside <paramref name="path"/>, which it is to have in the end.</summary>
    /// <param name="attempt">From 1; no two attempts at a job share a file.</param>
    public static string PathFor(string path, int job, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{path}.{job}.{attempt}.part");

    /// <summary>Whether a file is one of these: another program's files are nobody's to sweep.</summary>
    public static bool IsOne(string path) => Name().IsMatch(System.IO.Path.GetFileName(path));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var written = LinuxFiles.Write(_handle, bytes, Length);
        if (written < bytes.Length)
        {
            try
            {
                RandomAccess.Write(_handle, bytes[written..], Length + written);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw Fault.Local(failure);
            }
        }

        Length += bytes.Length;
    }

    /// <summary>Gives the file its final name in one step.</summary>
    /// <returns>False if that name is taken and not to be replaced; the file is then still on its way.</returns>
    /// <exception cref="DownloadException">The file system refuses, or did not get all that was written to the disk.</exception>
    public bool TryKeep(string path, bool replace)
    {
        Close();
        var naming = replace ? Naming.Failed : LinuxFiles.Name(Path, path);
        if (naming == Naming.Failed)
        {
            try
            {
                File.Move(Path, path, replace);
                naming = Naming.Done;
            }
            catch (IOException) when (!replace && File.Exists(path))
            {
                naming = Naming.Taken;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw Fault.Local(failure);
            }
        }

        _isKept = naming == Naming.Done;
        return _isKept;
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (!_isKept)
        {
            try
            {
                File.Delete(Path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The next start sweeps it.
            }
        }
    }

    private void Close()
    {
        try
        {
            LinuxFiles.Close(_handle);
        }
        catch (IOException failure)
        {
            throw Fault.Local(new IOException($"{failure.Message} : '{Path}'", failure.HResult));
        }
    }

    // The job's number in front, as FileNames has it, and again behind.
    [GeneratedRegex(@"^0*(\d+)-.*\.\1\.\d+\.part$")]
    private static partial Regex Name();
}
