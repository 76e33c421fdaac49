using Mul.Actors.Folders;

namespace Mul.Actors.Tests.Folders;

public sealed class WholeFileSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-whole-");

    private string FilePath => Path.Combine(_folder.FullName, "report");

    private string Unfinished => FilePath + WholeFile.Unfinished;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_takes_the_place_of_the_one_before_when_it_is_whole()
    {
        File.WriteAllBytes(FilePath, [1, 2]);

        WholeFile.Write(FilePath, 3, (file, third) =>
        {
            file.WriteByte((byte)third);
            Assert.Equal([1, 2], File.ReadAllBytes(FilePath));
        });

        Assert.Equal([3], File.ReadAllBytes(FilePath));
        Assert.False(File.Exists(Unfinished));
    }

    [Fact]
    public void Of_one_that_could_not_be_finished_nothing_is_left()
    {
        File.WriteAllBytes(FilePath, [1, 2]);

        Assert.Throws<IOException>(() => WholeFile.Write(FilePath, 3, (file, _) =>
        {
            file.WriteByte(3);
            throw new IOException("the disk is full");
        }));

        Assert.Equal([1, 2], File.ReadAllBytes(FilePath));
        Assert.False(File.Exists(Unfinished));
    }

    [Fact]
    public void What_somebody_else_is_writing_is_left_to_them()
    {
        WholeFile.Write(FilePath, 1, (file, first) =>
        {
            Assert.Throws<IOException>(() => WholeFile.Write(FilePath, 2, (other, _) => other.WriteByte(2)));
            file.WriteByte(1);
        });

        Assert.Equal([1], File.ReadAllBytes(FilePath));
    }
}
