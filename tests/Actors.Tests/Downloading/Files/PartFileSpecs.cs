using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Tests.Downloading.Files;

/// <summary>What the system's own calls must not do otherwise than .NET's.</summary>
public sealed class PartFileSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-specs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plain.bin")]
    [InlineData("größer-大きい-🐟.bin")]
    public void A_file_gets_its_name_with_all_that_was_written(string name)
    {
        using (var part = new PartFile(PathOf("one.part")))
        {
            part.Write("hel"u8);
            part.Write("lo"u8);
            Assert.True(part.TryKeep(PathOf(name), replace: false));
        }

        Assert.Equal("hello", File.ReadAllText(PathOf(name)));
        Assert.Equal([PathOf(name)], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_name_that_is_taken_is_left_as_it_is_and_the_part_may_have_another()
    {
        File.WriteAllText(PathOf("taken.bin"), "mine");
        using var part = new PartFile(PathOf("one.part"));
        part.Write("hello"u8);

        Assert.False(part.TryKeep(PathOf("taken.bin"), replace: false));
        Assert.True(part.TryKeep(PathOf("free.bin"), replace: false));

        Assert.Equal("mine", File.ReadAllText(PathOf("taken.bin")));
        Assert.Equal("hello", File.ReadAllText(PathOf("free.bin")));
    }

    [Fact]
    public void A_part_that_is_there_already_is_not_written_over()
    {
        File.WriteAllText(PathOf("one.part"), "another try's");

        Assert.Throws<DownloadException>(() => new PartFile(PathOf("one.part")));
        Assert.Equal("another try's", File.ReadAllText(PathOf("one.part")));
    }

    [Fact]
    public void What_the_system_refuses_is_said_in_words()
    {
        var missing = Path.Combine(_folder, "missing", "one.part");
        Assert.Contains("Could not find a part of the path", Assert.Throws<DownloadException>(() => new PartFile(missing)).Message, StringComparison.Ordinal);

        using var part = new PartFile(PathOf("one.part"));
        var elsewhere = Path.Combine(_folder, "missing", "one.bin");
        Assert.Contains("Could not find a part of the path", Assert.Throws<DownloadException>(() => part.TryKeep(elsewhere, replace: false)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_is_readable_by_whom_the_umask_lets()
    {
        Skip.If(OperatingSystem.IsWindows(), "it has no umask");
        using (var part = new PartFile(PathOf("one.part")))
        {
            part.TryKeep(PathOf("one.bin"), replace: false);
        }

        File.WriteAllText(PathOf("other.bin"), "made by .NET");
        Assert.Equal(File.GetUnixFileMode(PathOf("other.bin")), File.GetUnixFileMode(PathOf("one.bin")));
    }

    [SkippableFact]
    public void What_the_system_says_only_on_closing_is_not_lost()
    {
        Skip.If(!LinuxFiles.AreHere, "closing is .NET's there");
        // No disk here fails on closing; a descriptor that cannot be does, with EBADF.
        using var file = new SafeFileHandle(int.MaxValue, ownsHandle: true);

        Assert.Equal(9, Assert.Throws<IOException>(() => LinuxFiles.Close(file)).HResult);
        Assert.True(file.IsClosed);
        LinuxFiles.Close(file);
    }

    [Fact]
    public void A_large_file_comes_whole()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 300_000)));
        using (var part = new PartFile(PathOf("one.part")))
        {
            part.Write(bytes);
            part.TryKeep(PathOf("one.bin"), replace: false);
        }

        Assert.Equal(bytes, File.ReadAllBytes(PathOf("one.bin")));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
