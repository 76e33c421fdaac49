using Mul.Actors.Crunching;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Folders;

namespace Mul.Host.Nodes;

/// <summary>What nodes write: to a folder of the node's name each, in the run's output folder.</summary>
internal static class NodeFolders
{
    /// <summary>The folder of a node, and removes what others that were killed have left half done in theirs: the next node may have another name.</summary>
    /// <param name="output">Made if its parent exists.</param>
    public static string Of(string output, string node)
    {
        var own = Path.Combine(Directory.CreateDirectory(output).FullName, node);
        foreach (var folder in Directory.EnumerateDirectories(output))
        {
            // A process that has ended in order has none, nor has what is nobody's of ours.
            if (File.Exists(Path.Combine(folder, LockFile.NameInFolder)))
            {
                Sweep(folder);
            }
        }

        return own;
    }

    private static void Sweep(string folder)
    {
        try
        {
            using (LockFile.TakeFolder(folder))
            {
                OutputFolder.Sweep(folder);
                NumberFolder.Sweep(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A living node's, or another user's.
        }
    }
}
