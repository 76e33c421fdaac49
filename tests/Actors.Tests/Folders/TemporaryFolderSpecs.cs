using Mul.Actors.Folders;

namespace Mul.Actors.Tests.Folders;

public sealed class TemporaryFolderSpecs
{
    // Of this spec alone: others sweep theirs.
    private readonly string _prefix = $"mul-spec-{Guid.NewGuid():N}-";

    [Fact]
    public void It_is_gone_with_all_that_is_in_it()
    {
        var folder = TemporaryFolder.Make(_prefix);
        Directory.CreateDirectory(Path.Combine(folder.FullPath, "in", "it"));

        folder.Dispose();

        Assert.Empty(Folders());
    }

    [Fact]
    public void What_a_killed_process_has_left_is_swept_and_what_is_in_use_is_not()
    {
        var stale = Directory.CreateTempSubdirectory(_prefix);
        File.WriteAllText(Path.Combine(stale.FullName, "some.trace"), "");
        File.WriteAllText(Path.Combine(stale.FullName, LockFile.NameInFolder), "");
        using var used = TemporaryFolder.Make(_prefix);

        using var made = TemporaryFolder.Make(_prefix);

        Assert.Equal(new[] { used.FullPath, made.FullPath }.Order(), Folders().Order());
    }

    [Fact]
    public void Those_that_are_made_at_the_same_time_do_not_sweep_each_other()
    {
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var folder = TemporaryFolder.Make(_prefix);
            File.WriteAllText(Path.Combine(folder.FullPath, "a"), "");
        });

        Assert.Empty(Folders());
    }

    private string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), _prefix + "*");
}
