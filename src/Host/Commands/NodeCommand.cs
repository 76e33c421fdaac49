using System.CommandLine;
using System.Globalization;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Working;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Tls;
using Mul.Host.Processes;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Commands;

/// <summary><c>mul node --join HOST:PORT</c>: does jobs of a run elsewhere, until it is told to end.</summary>
internal static class NodeCommand
{
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var join = new Option<string>("--join") { Description = "Where the run listens (mul.nodes.listen of its profile).", HelpName = "host:port", Required = true };
        var port = new ValueOption<int>("--port", "Port of this node; 0 = a free one.", ValueKinds.Port, "0");
        var capacity = new ValueOption<int>("--capacity", "Jobs of each pool that it does at once. [default: as the profile's pools]", ValueKinds.Count(1)) { HelpName = "jobs" };
        var name = new Option<string?>("--name") { Description = "What the run calls it; a node that starts again keeps it. [default: host and process; own-… is for the nodes that a run starts itself]" };
        var health = new ValueOption<int>("--health", "Answer on this port of 127.0.0.1 whether the node is well: /live, and /ready while it is in touch with a run; 0 = a free one.", ValueKinds.Port);
        var tls = new TlsOption();
        var child = new Option<bool>(Parent.ChildOption) { Hidden = true };
        var command = new Command(NodeProcesses.Verb, "Do jobs of a run whose profile uses nodes, in a process or on a machine of one's own.") { join, port, capacity, name, health, child };
        tls.AddTo(command);
        command.SetAction((chosen, _) =>
        {
            var folder = tls.Read(chosen);
            var run = ListenAddress.Parse(join.Name, chosen.GetValue(join)!, folder is not null);
            if (run.Port == 0)
            {
                throw new UserException($"{join.Name} {chosen.GetValue(join)}: expected the port that the run listens on, as 4053.");
            }

            var own = chosen.GetValue(name) ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");
            if (!NodeProcesses.IsName(own))
            {
                throw new UserException($"{name.Name} {own}: expected a name that a folder can have: no /, \\ or :, no line breaks and the like, 200 bytes at most.");
            }

            var isChild = chosen.GetValue(child);
            if (!isChild && !NodeProcesses.IsFree(own))
            {
                throw new UserException($"{name.Name} {own}: so a run calls the nodes that it starts itself. Give this one another name.");
            }

            return RunAsync(new NodeStart(run.Host, run.Port, port.Read(chosen), health.ReadIfGiven(chosen), folder, capacity.ReadIfGiven(chosen), own, isChild));
        });
        return command;
    }

    private static async Task<int> RunAsync(NodeStart start)
    {
        NodeThreadPool.SleepAtOnce();

        // Early: a terminal's Ctrl-C is for whoever started a child.
        using var parent = start.IsChild ? new Parent() : null;
        using var over = new ManualResetEventSlim();
        Exception? failure = null;
        void End(Exception? why)
        {
            failure = why;
            over.Set();
        }

        // Whoever started a child speaks for it.
        var contact = new RunContact(start.Join, start.Name, start.IsChild ? _ => { } : Terminal.Say);
        var tls = start.Tls is null ? null : new MutualTls(NodeCertificates.Load(NodeCertificates.Option, start.Tls), peer =>
        {
            if (peer.WasCalled && !contact.HasJoined)
            {
                End(new UserException($"--join {start.Join}: the certificate that is shown there {peer.Fault}. The run needs one of this node's authority, for the host that --join names."));
            }
            else if (peer.WasCalled)
            {
                // Once it has joined it may hold results, and the run may be back at any time.
                contact.Puzzle($"The certificate that is shown there {peer.Fault}.");
            }
        });
        var here = OwnAddress.Towards(start.Host, start.Port, $"--join {start.Join}");
        var system = NodeSystem.Start(here, start.OwnPort, "--port", tls);
        contact.Follow(system, NodeSystem.AddressOf(start.Host, start.Port, tls is not null), tls is null
            ? "If the run was given --tls, this node needs it, too."
            : "It may be a run without --tls, or one that does not accept this node's certificate.");
        await using var health = start.HealthPort is { } healthPort ? await new NodeHealth(system, contact).ServeAsync("--health", healthPort) : null;
        if (health is not null)
        {
            Terminal.Say($"health: {health.Address}live and {health.Address}ready.");
        }

        Workplace? workplace = null;
        contact.Wait();
        var node = system.ActorOf(
            Node.PropsFor(new NodePlan
            {
                Coordinator = NodeSystem.PathOf(start.Host, start.Port, tls is not null),
                Incarnation = new Incarnation(start.Name, DateTimeOffset.UtcNow.UtcTicks, Life: 1),
                Build = NodeSystem.Build,
                Open = work => workplace = new Workplace(NodeWork.FromJson(work), start.Name, start.Capacity, End),
                Joined = contact.Join,
                Silent = contact.Miss,
                Heard = contact.Hear,
                Ended = End,
            }).WithDispatcher(NodeSystem.Dispatcher),
            NodeProcesses.Verb);
        using var clock = new NodeClock(node, () => Volatile.Read(ref workplace)?.Count());
        var exitCode = parent is null ? await WaitForSignalAsync(over, node) : WaitAsChild(over, parent);
        if (failure is not null)
        {
            throw failure is UserException ? failure : new UserException($"this node cannot do the run's jobs: {failure.GetBaseException().Message}", ExitCode.Internal);
        }

        contact.Leave(isSettled: over.IsSet);

        // Its files and its lock are given back; jobs that are still busy are not waited for.
        Volatile.Read(ref workplace)?.Dispose();
        return ExitCode.EndWith(exitCode);
    }

    // Whoever started it decides when it ends, and its death ends it too.
    private static int WaitAsChild(ManualResetEventSlim over, Parent parent)
    {
        // Nobody reads its standard output: what the actors of a plug-in print there would fill the pipe, and hold them for ever.
        Console.SetOut(Console.Error);
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

    /// <param name="Tls">The folder of certificates; null = none.</param>
    private sealed record NodeStart(string Host, int Port, int OwnPort, int? HealthPort, string? Tls, int? Capacity, string Name, bool IsChild)
    {
        public string Join => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
    }
}
