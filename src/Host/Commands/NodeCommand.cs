using System.CommandLine;
using System.Globalization;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes;
using Mul.Host.Nodes;
using Mul.Host.Processes;

namespace Mul.Host.Commands;

/// <summary><c>mul node --join HOST:PORT</c>: does jobs of a run elsewhere, until it is told to end.</summary>
internal static class NodeCommand
{
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var join = new Option<string>("--join") { Description = "Where the run listens (mul.nodes.listen of its profile).", HelpName = "host:port", Required = true };
        var port = new Option<int>("--port") { Description = "Port of this node on 127.0.0.1; 0 = a free one.", DefaultValueFactory = _ => 0 };
        var capacity = new Option<int?>("--capacity") { Description = "Jobs of each pool that it does at once. [default: as the profile's pools]", HelpName = "jobs" };
        var name = new Option<string?>("--name") { Description = "What the run calls it; a node that starts again keeps it. [default: host and process]" };
        var child = new Option<bool>(Parent.ChildOption) { Hidden = true };
        var command = new Command(NodeProcesses.Verb, "Do jobs of a run whose profile uses nodes, in a process or on a machine of one's own.") { join, port, capacity, name, child };
        command.SetAction((chosen, _) =>
        {
            var coordinator = ListenAddress.Parse(join.Name, chosen.GetValue(join)!);
            if (chosen.GetValue(port) is < 0 or > 65_535)
            {
                throw new UserException($"--port {chosen.GetValue(port)}: expected a port from 0 to 65535.");
            }

            if (chosen.GetValue(capacity) is <= 0)
            {
                throw new UserException($"--capacity {chosen.GetValue(capacity)}: must be greater than 0.");
            }

            var own = chosen.GetValue(name) ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");
            return RunAsync(coordinator, chosen.GetValue(port), chosen.GetValue(capacity), own, chosen.GetValue(child));
        });
        return command;
    }

    private static async Task<int> RunAsync((string Host, int Port) coordinator, int port, int? capacity, string name, bool isChild)
    {
        using var over = new ManualResetEventSlim();
        Exception? failure = null;
        var system = NodeSystem.Start("127.0.0.1", port, string.Create(CultureInfo.InvariantCulture, $"--port {port}"));
        Workplace? workplace = null;
        var node = system.ActorOf(
            Node.PropsFor(new NodePlan
            {
                Coordinator = NodeSystem.PathOf(coordinator.Host, coordinator.Port),
                Incarnation = new Incarnation(name, DateTimeOffset.UtcNow.UtcTicks, Life: 1),
                Build = NodeSystem.Build,
                Open = work => workplace = new Workplace(NodeWork.FromJson(work), name, capacity),
                Ended = why =>
                {
                    failure = why;
                    over.Set();
                },
            }).WithDispatcher(NodeSystem.Dispatcher),
            NodeProcesses.Verb);
        using var clock = new NodeClock(node, () => Volatile.Read(ref workplace)?.Count());
        var exitCode = isChild ? WaitAsChild(over) : await WaitForSignalAsync(over, node);
        if (failure is not null)
        {
            throw failure is UserException ? failure : new UserException($"this node cannot do the run's jobs: {failure.GetBaseException().Message}", ExitCode.Internal);
        }

        // Its files and its lock are given back; jobs that are still busy are not waited for.
        Volatile.Read(ref workplace)?.Dispose();

        // Not by returning: threads of a profile's own may still be busy, and may be foreground threads.
        Environment.Exit(exitCode);
        return exitCode;
    }

    // Whoever started it decides when it ends, and its death ends it too.
    private static int WaitAsChild(ManualResetEventSlim over)
    {
        // Nobody reads its standard output: what the actors of a plug-in print there would fill the pipe, and hold them for ever.
        Console.SetOut(Console.Error);
        using var parent = new Parent();
        parent.Watch(word =>
        {
            if (word == NodeProcesses.EndLine)
            {
                parent.Release();
                over.Set();
            }
        });
        over.Wait();
        parent.Release();
        return ExitCode.Fine;
    }

    // The first signal hands back what is held; a second one does not wait for that.
    private static Task<int> WaitForSignalAsync(ManualResetEventSlim over, IActorRef node) => Interruption.GuardAsync(cancellation =>
    {
        using var patience = new CancellationTokenSource();
        using var leaving = cancellation.Register(() =>
        {
            node.Tell(Node.LeaveNow.Instance);
            patience.CancelAfter(LeavePatience);
        });
        try
        {
            over.Wait(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The run did not say goodbye in time: its leases will end without.
        }

        return Task.FromResult(ExitCode.Fine);
    });
}
