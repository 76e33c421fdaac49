using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching;

/// <summary>A folder of samples, one file a job: <c>sample-17.int32</c>, its numbers in order as 32-bit little-endian integers.</summary>
/// <remarks>
/// A name is either absent or a whole sample: files are written under another name and renamed. Two runs may share a folder.
/// What one that was killed had begun is removed when the folder is next opened.
/// </remarks>
internal sealed class NumberFolder
{
    private readonly string _path;

    private NumberFolder(string path) => _path = path;

    /// <summary>The folder at <paramref name="path"/>, made if it does not exist.</summary>
    /// <exception cref="UserException">There can be no such folder.</exception>
    public static NumberFolder Open(string path)
    {
        try
        {
            OutputPath.Check(path);
            var folder = Directory.CreateDirectory(path);
            Sweep(folder);
            Try(folder);
            return new NumberFolder(folder.FullName);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserException($"--output {path}: {refused.Message} Name a folder that can be written to.");
        }
    }

    // Before the jobs, not after them.
    private static void Try(DirectoryInfo folder) =>
        new FileStream(Path.Combine(folder.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();

    /// <exception cref="IOException">The disk is full, or the folder has gone; nothing is left of the file.</exception>
    public void Write(int job, ReadOnlySpan<int> numbers)
    {
        var name = Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"sample-{job}.int32"));

        // Two runs may share a folder, so the process is part of the temporary name.
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{name}.{Environment.ProcessId}.part");
        try
        {
            // Open until it has its name: whoever sweeps takes what nobody has open.
            using var file = Create(unfinished);
            WriteLittleEndian(file, numbers);
            File.Move(unfinished, name, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static FileStream Create(string path)
    {
        while (true)
        {
            try
            {
                var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Delete, bufferSize: 0);
                if (LockFile.IsStillAt(path, file))
                {
                    return file;
                }

                file.Dispose();
            }
            catch (IOException failure) when (LockFile.IsHeld(failure))
            {
                // Another run sweeps it, which has come between making and opening it, and is done at once.
            }
        }
    }

    private static void Sweep(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles("sample-*.int32.*.part"))
        {
            try
            {
                new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Another run is writing it, or has just given it its name; or it is somebody else's.
            }
        }
    }

    private static void WriteLittleEndian(FileStream file, ReadOnlySpan<int> numbers)
    {
        const int Piece = 1 << 20;
        var swapped = BitConverter.IsLittleEndian ? [] : new int[Math.Min(Piece, numbers.Length)];
        while (!numbers.IsEmpty)
        {
            var piece = numbers[..Math.Min(Piece, numbers.Length)];
            if (!BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(piece, swapped);
            }

            file.Write(MemoryMarshal.AsBytes(BitConverter.IsLittleEndian ? piece : swapped.AsSpan(0, piece.Length)));
            numbers = numbers[piece.Length..];
        }
    }
}
