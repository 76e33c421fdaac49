using System.CommandLine;
using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Processes;

namespace Mul.Host.Commands;

/// <summary><c>mul cluster-node</c>, hidden: a node process that a run has started for its cluster. Its task comes on standard input.</summary>
internal static class ClusterNodeCommand
{
    public static Command Create()
    {
        var command = new Command(ClusterNodeTask.Verb, "A node process of a cluster.") { Hidden = true };
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        NodeThreadPool.SleepAtOnce();

        // What actors print must not be taken for an answer.
        using var output = Parent.TakeOutput();
        using var parent = new Parent();
        if (Parent.ReadLine() is not { } line)
        {
            return UserException.Usage;
        }

        using var over = new ManualResetEventSlim();
        using var node = new ClusterNode(ClusterNodeTask.FromJson(line));
        parent.Watch(word =>
        {
            switch (word.Split(' '))
            {
                case [ClusterNodeTask.StockWord, var survey]:
                    output.WriteLine(node.Stock(int.Parse(survey, CultureInfo.InvariantCulture)));
                    break;
                case [ClusterNodeTask.CancelLine]:
                    node.Cancel();
                    break;
                case [NodeProcesses.EndLine]:
                    parent.Release();
                    over.Set();
                    break;
            }
        });
        over.Wait();
        node.Dispose();
        return ExitCode.EndWith(ExitCode.Fine);
    }
}
