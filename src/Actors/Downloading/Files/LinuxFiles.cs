using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mul.Actors.Downloading.Files;

/// <summary>Creating, writing, closing and naming a file in one system call each: open(2), pwrite(2), close(2), renameat2(2).</summary>
/// <remarks>
/// .NET's own ways take a lock, look for the position and look three times at both names, which for a file of 40 KB
/// is as much again. And they look first and rename then: a file that comes to be in between is lost, while the
/// system's RENAME_NOREPLACE does both in one step. Whatever fails here is to be tried again .NET's way, which says why;
/// but for closing, which is done once and of which .NET does not say whether it went well.
/// </remarks>
internal static unsafe partial class LinuxFiles
{
    private const int WriteOnly = 0x1;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int CloseOnExec = 0x80000;

    // As .NET makes files: for everybody, as far as the umask allows.
    private const int Everybody = 0x1B6;
    private const int CurrentFolder = -100;
    private const uint NoReplace = 1;
    private const int FileExists = 17;
    private const int Interrupted = 4;

    /// <summary>Whether the numbers above are this system's.</summary>
    public static bool AreHere { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>A new file, open for writing; null if there is none, for whatever reason.</summary>
    public static SafeFileHandle? CreateNew(string path) =>
        AreHere && Open(path, WriteOnly | Create | Exclusive | CloseOnExec, Everybody) is >= 0 and var descriptor
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : null;

    /// <returns>How many bytes were written, perhaps not all; 0 if none, for whatever reason.</returns>
    public static int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at)
    {
        if (!AreHere)
        {
            return 0;
        }

        fixed (byte* first = bytes)
        {
            return (int)Math.Max(0, Write(file, first, bytes.Length, at));
        }
    }

    /// <summary>Closes a file, for good whatever the system says; nothing happens if it is closed already.</summary>
    /// <exception cref="IOException">Something written before did not get to the disk: a server's, or a quota, may say so only now.</exception>
    public static void Close(SafeFileHandle file)
    {
        if (!AreHere || file.IsClosed)
        {
            file.Dispose();
            return;
        }

        var descriptor = (int)file.DangerousGetHandle();
        file.SetHandleAsInvalid();
        // Interrupted or not, the descriptor is free, and by now perhaps another file's: it is not closed again.
        if (Close(descriptor) != 0 && Marshal.GetLastPInvokeError() is var error and not Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    /// <summary>Gives a file a name that no other has.</summary>
    public static Naming Name(string from, string to) =>
        !AreHere ? Naming.Failed
        : Rename(CurrentFolder, from, CurrentFolder, to, NoReplace) == 0 ? Naming.Done
        : Marshal.GetLastPInvokeError() == FileExists ? Naming.Taken
        : Naming.Failed;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "pwrite")]
    private static partial nint Write(SafeFileHandle file, byte* bytes, nint count, long at);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);
}

/// <summary>What came of giving a file its name.</summary>
internal enum Naming
{
    Done,

    /// <summary>Another file has that name, and nothing has changed.</summary>
    Taken,

    /// <summary>The file system or the kernel does not know how, or refuses.</summary>
    Failed,
}
