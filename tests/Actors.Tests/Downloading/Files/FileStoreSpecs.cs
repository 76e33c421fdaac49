using System.Diagnostics;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Downloading.Files;

/// <summary>Rows 27 to 31 of the fault matrix: names, folders and disks.</summary>
public sealed class FileStoreSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-specs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_there_stays_and_the_job_fails_without_a_request(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        File.WriteAllText(Path.Combine(_folder, "000000-file.bin"), "mine");
        using var rig = Rig(blocking, ExistingFile.Fail);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "local: 000000-file.bin exists");
        Assert.Equal("mine", rig.Kept(server.Url()));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_comes_to_be_meanwhile_stays_too(bool blocking)
    {
        var path = Path.Combine(_folder, "000000-file.bin");
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await File.WriteAllTextAsync(path, "mine");
            await connection.SendAsync(HostileServer.Ok("hello"));
        });
        using var rig = Rig(blocking, ExistingFile.Fail);
        using var transfer = new Transfer(rig.Depot);

        var job = DownloadRig.Job(server.Url());
        var result = blocking ? await Task.Run(() => transfer.Run(job)) : await transfer.RunAsync(job);

        DownloadRig.AssertFailed(result, "local: 000000-file.bin exists");
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Empty(Directory.GetFiles(_folder, "*.part"));
    }

    [Theory]
    [CombinedWithBoth("known and equal", "known and different", "unknown and equal", "unknown and different")]
    public async Task A_file_that_is_there_makes_a_download_needless_if_it_has_the_same_bytes(bool blocking, string sum)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        var equal = sum.EndsWith("equal", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "000000-file.bin"), equal ? "hello" : "mine");
        using var rig = Rig(blocking, ExistingFile.Skip);
        var known = sum.StartsWith("known", StringComparison.Ordinal);

        var result = await rig.DownloadAsync(server.Url(), known ? DownloadRig.SumOf("hello") : null);

        if (equal)
        {
            rig.AssertKept("hello", result, server.Url());
        }
        else
        {
            DownloadRig.AssertFailed(result, "exists and has other bytes");
        }

        Assert.Equal(known ? 0 : 1, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_there_is_replaced_only_by_a_complete_one(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello"),
            HostileServer.Answering(HostileServer.Ok("hello")));
        File.WriteAllText(Path.Combine(_folder, "000000-file.bin"), "mine");
        using var rig = new DownloadRig(blocking, settings => settings with { IfExists = ExistingFile.Replace, Retries = 0 }, _folder);

        Assert.NotNull((await rig.DownloadAsync(server.Url())).Failure);
        Assert.Equal("mine", rig.Kept(server.Url()));
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_there_gets_company_by_number(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        File.WriteAllText(Path.Combine(_folder, "000000-file.bin"), "mine");
        using var rig = Rig(blocking, ExistingFile.Number);

        Assert.Null((await rig.DownloadAsync(server.Url())).Failure);
        Assert.Null((await rig.DownloadAsync(server.Url())).Failure);

        Assert.Equal("mine", rig.Kept(server.Url()));
        Assert.Equal("hello", rig.Kept("000000-file~2.bin"));
        Assert.Equal("hello", rig.Kept("000000-file~3.bin"));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_fails_the_job_without_a_retry_and_leaves_no_part(bool blocking)
    {
        Skip.If(!OperatingSystem.IsLinux() || Environment.UserName != "root", "mounting a small tmpfs takes root on Linux");
        Skip.If(Mount("-t", "tmpfs", "-o", "size=64k", "mul-specs", _folder) != 0, "this machine does not let us mount a tmpfs");
        try
        {
            await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok(new string('x', 200_000))));
            await using var small = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
            using var rig = Rig(blocking, ExistingFile.Fail);

            DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "local: ");
            rig.AssertKept("hello", await rig.DownloadAsync(small.Url("small")), small.Url("small"));
            Assert.Single(server.Requests);
        }
        finally
        {
            Process.Start("umount", [_folder]).WaitForExit();
        }
    }

    [Fact]
    public void A_folder_is_made_in_a_folder_that_is_there()
    {
        using var store = FileStore.Open(Path.Combine(_folder, "new"), ExistingFile.Fail);

        Assert.True(Directory.Exists(Path.Combine(_folder, "new")));
    }

    [Theory]
    [InlineData("file", "this is a file")]
    [InlineData("file/new", "does not exist. Make it first")]
    [InlineData("missing/new", "does not exist. Make it first")]
    public void A_folder_that_cannot_be_is_refused_with_a_remedy(string folder, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        var refused = Assert.Throws<UserException>(() => FileStore.Open(Path.Combine(_folder, folder), ExistingFile.Fail));

        Assert.Contains(reason, refused.Message);
        Assert.Equal(UserException.Usage, refused.ExitCode);
    }

    [SkippableFact]
    public void A_folder_without_permission_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "permissions are of another kind there");
        Skip.If(Environment.UserName == "root", "root may write everywhere");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var refused = Assert.Throws<UserException>(() => FileStore.Open(_folder, ExistingFile.Fail));
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            Assert.Contains("no permission", refused.Message);
        }
    }

    [Fact]
    public void A_folder_in_use_by_another_run_is_refused_until_that_run_ends()
    {
        using (FileStore.Open(_folder, ExistingFile.Fail))
        {
            var refused = Assert.Throws<UserException>(() => FileStore.Open(_folder, ExistingFile.Fail));
            Assert.Contains("another run is using it", refused.Message);
        }

        FileStore.Open(_folder, ExistingFile.Fail).Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_killed_runs_parts_are_swept_at_the_next_start_and_nothing_else_is()
    {
        string[] stale = ["000000-a.0.1.part", "000017-a.bin.17.2.part", "1000000-a.1000000.1.part", ".mul.lock"];
        string[] others = ["000017-a.bin", "000017-a.bin.18.1.part", "a.17.1.part", "a.part", "000017-a.part", "mine.txt"];
        foreach (var name in stale.Concat(others))
        {
            File.WriteAllText(Path.Combine(_folder, name), "");
        }

        FileStore.Open(_folder, ExistingFile.Fail).Dispose();

        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_killed_runs_temporary_folder_is_swept_at_the_next_start_and_one_in_use_is_not()
    {
        var stale = Directory.CreateTempSubdirectory("mul-downloads-").FullName;
        File.WriteAllText(Path.Combine(stale, "000000-a.0.1.part"), "");
        using var used = FileStore.Open(null, ExistingFile.Fail);

        FileStore.Open(null, ExistingFile.Fail).Dispose();

        Assert.False(Directory.Exists(stale));
        Assert.True(Directory.Exists(FolderOf(used)));
    }

    [Fact]
    public void Runs_that_start_at_the_same_time_do_not_sweep_each_others_temporary_folders()
    {
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var store = FileStore.Open(null, ExistingFile.Fail);
            var job = DownloadRig.Job(new Uri("http://h/a"));
            using var part = store.Create(job, attempt: 1);
            part.Write("hello"u8);
            store.Keep(part, job, DownloadRig.SumOf("hello"));
        });
    }

    [Fact]
    public void A_temporary_folder_is_removed_and_nothing_is_kept_in_it_meanwhile()
    {
        var store = FileStore.Open(null, ExistingFile.Fail);
        var job = DownloadRig.Job(new Uri("http://h/a"));

        using (var part = store.Create(job, attempt: 1))
        {
            part.Write("hello"u8);
            store.Keep(part, job, DownloadRig.SumOf("hello"));
        }

        Assert.Equal(".mul.lock", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(FolderOf(store)))));
        store.Dispose();
        Assert.False(Directory.Exists(FolderOf(store)));
    }

    [Fact]
    public void Two_parts_of_one_name_cannot_be()
    {
        using var store = FileStore.Open(_folder, ExistingFile.Fail);
        var job = DownloadRig.Job(new Uri("http://h/a"));
        using var first = store.Create(job, attempt: 1);

        Assert.Throws<DownloadException>(() => store.Create(job, attempt: 1));
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_refused()
    {
        using var store = FileStore.Open(_folder, ExistingFile.Fail);

        Assert.Throws<DownloadException>(() => store.Create(new Download(0, new Uri("http://h/a"), "../a"), attempt: 1));
    }

    private static string FolderOf(FileStore store) => Path.GetDirectoryName(store.PathOf("a"))!;

    private static int Mount(params string[] arguments)
    {
        using var mount = Process.Start("mount", arguments);
        mount.WaitForExit();
        return mount.ExitCode;
    }

    private DownloadRig Rig(bool blocking, ExistingFile ifExists) =>
        new(blocking, settings => settings with { IfExists = ifExists }, _folder);
}
