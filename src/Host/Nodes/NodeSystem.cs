using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote;
using Mul.Actors.Dispatching;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Nodes.Working;
using Mul.Host.Nodes.Tls;

namespace Mul.Host.Nodes;

/// <summary>The ActorSystem over which nodes speak to each other: apart from the one under the profile, which knows of no network.</summary>
internal static class NodeSystem
{
    /// <summary>Of the actors that speak to other processes, of whoever asks them, and of the remoting: what is said goes through both.</summary>
    public const string Dispatcher = "mul-nodes-dispatcher";

    private const string Name = "mul-nodes";

    /// <summary>What this command's assemblies are: builds with the same make the same jobs of the same options.</summary>
    public static Guid Build { get; } = new(SHA256.HashData(
        [.. typeof(NodeSystem).Module.ModuleVersionId.ToByteArray(), .. typeof(Node).Module.ModuleVersionId.ToByteArray()])[..16]);

    /// <summary>What goes for every system that speaks to other processes, as HOCON: a closed set of messages, a thread for them, no word on a console.</summary>
    public static string BetweenProcesses => $$"""
        akka {
          actor {
            # A closed set travels. Where Akka.NET would make objects of types that a frame names, it refuses.
            serializers {
              mul-nodes = "{{TypeOf<NodeSerializer>()}}"
              json = "{{TypeOf<RefusingSerializer>()}}"
              proto = "{{TypeOf<RefusingSerializer>()}}"
            }
            serialization-bindings { "{{TypeOf<INodeMessage>()}}" = mul-nodes }
            serialization-settings {
              json.identifier = 1
              proto.identifier = 2
            }
          }
          remote.log-remote-lifecycle-events = off
          loggers = []
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
        }

        # A thread of its own: leases are renewed whatever the load does.
        {{Dispatcher}} { throughput = 100, {{OneThread}} }

        """;

    /// <param name="host">The address to listen on; never empty, which would be all of them.</param>
    /// <param name="port">0 = a free one.</param>
    /// <param name="setting">What the user named it with.</param>
    /// <param name="tls">How ends prove who they are; null = they do not, and nothing is encrypted.</param>
    /// <exception cref="UserException">It cannot be listened on.</exception>
    public static ActorSystem Start(string host, int port, string setting, MutualTls? tls = null)
    {
        ActorSystemSetup setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(ConfigOf(host, port, tls is not null)));
        try
        {
            return ActorSystem.Create(Name, tls is null ? setup : setup.And(tls.Setup));
        }
        catch (Exception error) when (error is RemoteTransportException or SocketException or AggregateException)
        {
            throw new UserException($"{setting}: {BindFailure.Of(host, port)}");
        }
    }

    /// <summary>The port that it listens on.</summary>
    public static int PortOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress.Port!.Value;

    /// <summary>The address of a coordinator.</summary>
    public static Address AddressOf(string host, int port, bool isTls) => new(isTls ? "akka.ssl.tcp" : "akka.tcp", Name, host, port);

    /// <summary>The path of the coordinator that listens at an address.</summary>
    public static string PathOf(string host, int port, bool isTls = false) => $"{AddressOf(host, port, isTls)}/user/{Coordinator.Name}";

    private static Config ConfigOf(string host, int port, bool isTls) =>
        ConfigurationFactory.ParseString(BetweenProcesses + string.Create(CultureInfo.InvariantCulture, $$"""
            akka {
              actor {
                provider = remote

                serializers {
                  daemon-create = "{{TypeOf<RefusingSerializer>()}}"
                  akka-misc = "{{TypeOf<RefusingSerializer>()}}"
                  akka-system-msg = "{{TypeOf<RefusingSerializer>()}}"
                }
                serialization-settings {
                  daemon-create.identifier = 3
                  akka-misc.identifier = 16
                  akka-system-msg.identifier = 22
                }
              }
              remote {
                # Actors are made, watched and stopped by their own process only, and only one place is looked up by its path.
                untrusted-mode = on
                trusted-selection-paths = ["/user/{{Coordinator.Name}}"]
                retry-gate-closed-for = 250ms

                dot-netty.tcp {
                  hostname = "{{host}}"
                  port = {{port}}
                  # .NET takes it for SO_REUSEPORT as well: two runs would listen on one port, and nodes come to the one or the other.
                  # A port of a run that has just ended is free without it.
                  tcp-reuse-addr = off
                  enable-ssl = {{(isTls ? "on" : "off")}}
                  # A profile travels whole; everything else is a tenth of this.
                  maximum-frame-size = 1000000b
                  send-buffer-size = 1000000b
                  receive-buffer-size = 1000000b
                  # Messages are batches already; waiting for more of them would only delay them.
                  batching.enabled = off
                }
                use-dispatcher = {{Dispatcher}}
                backoff-remote-dispatcher { {{OneThread}} }
              }
              # A peer whose certificate is refused is turned away; Akka.NET 1.5.74 would end the whole system over it.
              coordinated-shutdown { run-by-clr-shutdown-hook = off, run-by-actor-system-terminate = off, terminate-actor-system = off, exit-clr = off }
              # Nothing is due sooner: each turn of its wheel wakes a thread, which looks out for more 70 times, on the cores where a node's jobs run.
              scheduler.tick-duration = 100ms
            }
            """));

    /// <summary>Keys of a dispatcher with one thread of its own. It does not spin: messages are few, and what looking out for them takes is taken from the jobs.</summary>
    private static string OneThread => $"type = Dispatcher, executor = \"{TypeOf<FixedThreadsConfigurator>()}\", fixed-threads {{ thread-count = 1, spin-count = 0 }}";

    /// <summary>A type as HOCON names it.</summary>
    private static string TypeOf<T>() => $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";
}
