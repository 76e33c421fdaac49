using Mul.Actors.Crunching;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Crunching;

public sealed class NumberFolderSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-numbers-");

    private string Begun => Path.Combine(_folder.FullName, "sample-17.int32.part");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_a_run_that_was_killed_had_begun_is_removed_when_its_folder_is_opened()
    {
        File.WriteAllText(Begun, "1");
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.part"), "not Mul's");

        using (var folder = NumberFolder.Open(_folder.FullName))
        {
            folder.Write(3, [7]);
        }

        Assert.Equal(["notes.part", "sample-3.int32"], _folder.EnumerateFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public void Of_a_list_that_is_no_longer_wanted_no_file_is_left()
    {
        using var folder = NumberFolder.Open(_folder.FullName);

        Assert.Throws<OperationCanceledException>(() => folder.Write(3, [7], new CancellationToken(canceled: true)));

        Assert.Empty(_folder.EnumerateFiles("sample-*"));
    }

    [Fact]
    public void One_run_at_a_time_uses_a_folder()
    {
        using (NumberFolder.Open(_folder.FullName))
        {
            var refusal = Assert.Throws<UserException>(() => NumberFolder.Open(_folder.FullName));
            Assert.Equal($"--output {_folder.FullName}: another run is using it. Wait for it, or name another folder.", refusal.Message);
        }

        NumberFolder.Open(_folder.FullName).Dispose();
    }

    [Fact]
    public void A_folder_in_a_folder_that_is_not_there_is_refused()
    {
        var nowhere = Path.Combine(_folder.FullName, "no", "where");

        Assert.StartsWith($"--output {nowhere}: ", Assert.Throws<UserException>(() => NumberFolder.Open(nowhere)).Message, StringComparison.Ordinal);
    }
}
