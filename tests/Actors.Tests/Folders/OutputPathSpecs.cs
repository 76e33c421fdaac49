using Mul.Actors.Folders;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Folders;

public sealed class OutputPathSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-output-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("half of it is gone.")]
    [InlineData("half of it is gone")]
    public void A_folder_that_could_not_be_used_is_free_again(string why)
    {
        var refused = Assert.Throws<UserException>(() => OutputPath.Open<int>(_folder.FullName, (_, _) => throw new IOException(why)));
        using var held = OutputPath.Open(_folder.FullName, (_, held) => held);

        Assert.Equal($"--output {_folder.FullName}: half of it is gone. Name another folder.", refused.Message);
    }
}
