using Mul.Actors.Folders;

namespace Mul.Actors.Tests.Folders;

public sealed class LockFileSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-lock-");

    private string FilePath => Path.Combine(_folder.FullName, "lock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_at_a_time_holds_it_and_nothing_is_left_of_it()
    {
        using (LockFile.Take(FilePath))
        {
            Assert.True(LockFile.IsHeld(Assert.ThrowsAny<IOException>(() => LockFile.Take(FilePath))));
        }

        Assert.Empty(_folder.EnumerateFiles());
        LockFile.Take(FilePath).Dispose();
    }

    [Fact]
    public void What_a_process_that_was_killed_has_left_is_taken()
    {
        File.WriteAllText(FilePath, "");

        LockFile.Take(FilePath).Dispose();

        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public void However_often_it_changes_hands_two_never_hold_it()
    {
        var holders = 0;
        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            try
            {
                using (LockFile.Take(FilePath))
                {
                    Assert.Equal(1, Interlocked.Increment(ref holders));
                    Interlocked.Decrement(ref holders);
                }
            }
            catch (IOException failure) when (LockFile.IsHeld(failure))
            {
                // As it should be.
            }
        });
    }

    [Fact]
    public void A_failure_of_another_kind_is_not_taken_for_somebody_else() =>
        Assert.False(LockFile.IsHeld(Assert.ThrowsAny<IOException>(() => LockFile.Take(Path.Combine(FilePath, "missing", "lock")))));
}
