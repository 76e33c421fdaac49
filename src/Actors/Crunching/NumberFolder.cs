using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Akka.Actor;
using Mul.Actors.Folders;
using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching;

/// <summary>A folder of samples, one file a job: <c>sample-17.int32</c>, its numbers in order as 32-bit little-endian integers.</summary>
/// <remarks>
/// A name is either absent or a whole sample: files are written under another name and renamed. One run at a time uses a
/// folder, so that what one that was killed had begun is nobody's, and is removed when the folder is next opened.
/// </remarks>
internal sealed class NumberFolder : IDisposable
{
    private readonly string _path;
    private readonly LockFile _lock;
    private readonly SharedLife _life;

    private NumberFolder(string path, LockFile @lock)
    {
        (_path, _lock, _life) = (path, @lock, new SharedLife(Dispose));
        Sweep(path);
    }

    /// <summary>The folder at <paramref name="path"/>, made if its parent exists.</summary>
    /// <exception cref="UserException">There can be no such folder, or another run uses it.</exception>
    public static NumberFolder Open(string path) => OutputPath.Open(path, static (full, @lock) => new NumberFolder(full, @lock));

    /// <summary>Removes what a killed run has left. Only with the lock: every unfinished file in the folder is then nobody's.</summary>
    public static void Sweep(string folder)
    {
        foreach (var unfinished in Directory.EnumerateFiles(folder, "sample-*.int32" + WholeFile.Unfinished))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Ends with <paramref name="system"/>, after its last actor.</summary>
    public void LiveAsLongAs(ActorSystem system) => _life.LastAsLongAs(system);

    public void Dispose() => _lock.Dispose();

    /// <param name="stopping">Looked at every 4 MiB. Default: never.</param>
    /// <exception cref="IOException">The disk is full, or the folder has gone; nothing is left of the file.</exception>
    /// <exception cref="OperationCanceledException">Nothing is left of the file.</exception>
    public void Write(int job, ReadOnlySpan<int> numbers, CancellationToken stopping = default)
    {
        var name = Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"sample-{job}.int32"));
        WholeFile.Write(name, numbers, (file, all) => WriteLittleEndian(file, all, stopping));
    }

    private static void WriteLittleEndian(FileStream file, ReadOnlySpan<int> numbers, CancellationToken stopping)
    {
        const int Piece = 1 << 20;
        var swapped = BitConverter.IsLittleEndian ? [] : new int[Math.Min(Piece, numbers.Length)];
        while (!numbers.IsEmpty)
        {
            stopping.ThrowIfCancellationRequested();
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
