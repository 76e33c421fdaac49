using Mul.Actors.Crunching;

namespace Mul.Actors.Tests.Crunching;

public sealed class NumberFolderSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-numbers-");

    private string Begun => Path.Combine(_folder.FullName, "sample-17.int32.4711.part");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_a_run_that_was_killed_had_begun_is_removed_when_its_folder_is_opened()
    {
        File.WriteAllText(Begun, "1");
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.part"), "not Mul's");
        NumberFolder.Open(_folder.FullName).Write(3, [7]);

        NumberFolder.Open(_folder.FullName);

        Assert.Equal(["notes.part", "sample-3.int32"], _folder.EnumerateFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public void What_another_run_is_writing_stays()
    {
        using var writing = new FileStream(Begun, FileMode.Create, FileAccess.Write, FileShare.Delete);

        NumberFolder.Open(_folder.FullName);

        Assert.True(File.Exists(Begun));
    }

    [Fact]
    public async Task Runs_that_share_a_folder_do_not_sweep_what_the_other_has_only_just_begun()
    {
        var folder = NumberFolder.Open(_folder.FullName);
        var opening = Task.Factory.StartNew(
            () =>
            {
                for (var time = 0; time < 3_000; time++)
                {
                    NumberFolder.Open(_folder.FullName);
                }
            },
            TaskCreationOptions.LongRunning);

        while (!opening.IsCompleted)
        {
            folder.Write(17, [1, 2, 3]);
        }

        await opening;
        Assert.Equal(["sample-17.int32"], _folder.EnumerateFiles().Select(file => file.Name));
    }
}
