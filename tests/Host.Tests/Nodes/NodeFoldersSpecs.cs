using Mul.Actors.Folders;
using Mul.Host.Nodes;

namespace Mul.Host.Tests.Nodes;

public sealed class NodeFoldersSpecs : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("mul-node-folders-");

    public void Dispose() => _output.Delete(recursive: true);

    [Theory]
    [InlineData("000017-name.bin.17.1.part")]
    [InlineData("sample-17.int32.part")]
    public void What_a_node_that_was_killed_has_left_half_done_is_removed_by_the_next_of_another_name(string halfDone)
    {
        Write("killed", LockFile.NameInFolder);
        Write("killed", halfDone);
        Write("killed", "000016-name.bin");

        var own = NodeFolders.Of(_output.FullName, "next");

        Assert.Equal(Path.Combine(_output.FullName, "next"), own);
        Assert.Equal(["000016-name.bin"], NamesIn("killed"));
    }

    [Fact]
    public void What_a_living_node_is_writing_stays()
    {
        Write("living", "sample-17.int32.part");
        using var held = LockFile.TakeFolder(Path.Combine(_output.FullName, "living"));

        NodeFolders.Of(_output.FullName, "next");

        Assert.Equal([LockFile.NameInFolder, "sample-17.int32.part"], NamesIn("living"));
    }

    [Fact]
    public void What_is_in_a_folder_that_no_node_has_left_is_none_of_ours()
    {
        Write("elsewhere", "sample-17.int32.part");

        NodeFolders.Of(_output.FullName, "next");

        Assert.Equal(["sample-17.int32.part"], NamesIn("elsewhere"));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_do_not_shut_each_other_out()
    {
        Task[] nodes = [.. Enumerable.Range(0, 8).Select(number => Task.Factory.StartNew(() => StartAndDie($"node-{number}", times: 100), TaskCreationOptions.LongRunning))];

        await Task.WhenAll(nodes);
    }

    private void StartAndDie(string node, int times)
    {
        for (; times > 0; times--)
        {
            var own = NodeFolders.Of(_output.FullName, node);
            OutputPath.Open(own, (_, held) => held).Dispose();
            // Left as by a process that was killed, whoever has the lock of what was there before.
            Write(node, "left");
            File.Move(Path.Combine(own, "left"), Path.Combine(own, LockFile.NameInFolder), overwrite: true);
        }
    }

    private void Write(string node, string name) => File.WriteAllText(Path.Combine(_output.CreateSubdirectory(node).FullName, name), "");

    private string[] NamesIn(string node) =>
        [.. Directory.EnumerateFiles(Path.Combine(_output.FullName, node)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
