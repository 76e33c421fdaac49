using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>A real ActorSystem under a profile, to see what Akka.NET itself does with it.</summary>
internal sealed class LiveSystem : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF }\n";

    private LiveSystem(ActorSystem system) => System = system;

    public ActorSystem System { get; }

    /// <exception cref="Exception">Whatever Akka.NET throws at the profile.</exception>
    public static LiveSystem Start(string hocon)
    {
        // The test runner has a synchronisation context; the command has none.
        SynchronizationContext.SetSynchronizationContext(null);
        return new LiveSystem(ActorSystem.Create("live", ConfigurationFactory.ParseString(Quiet + hocon).WithFallback(MulDefaults.Config)));
    }

    /// <summary>A pool as a run starts it: its router from the profile, its routees' props without a dispatcher.</summary>
    public IActorRef Pool(string name = "crunchers") => System.ActorOf(Props.Create(() => new Mirror()).WithRouter(FromConfig.Instance), name);

    /// <summary>What each of <paramref name="count"/> messages to a new pool sees from inside.</summary>
    public async Task<IReadOnlyList<Seen>> SeeAsync(int count, string name = "crunchers")
    {
        var pool = Pool(name);
        var seen = new List<Seen>();
        for (var message = 0; message < count; message++)
        {
            seen.Add(await pool.Ask<Seen>("look", Patience));
        }

        return seen;
    }

    public static async Task<int> CountRouteesAsync(IActorRef pool) =>
        (await pool.Ask<Routees>(GetRoutees.Instance, Patience)).Members.Count();

    /// <summary>Whether the whole system goes down, as it does when its guardian fails.</summary>
    public async Task<bool> EndsAsync() => await Task.WhenAny(System.WhenTerminated, Task.Delay(Patience)) == System.WhenTerminated;

    public async ValueTask DisposeAsync() => await System.Terminate().WaitAsync(Patience);

    private sealed class Mirror : ReceiveActor
    {
        public Mirror() => ReceiveAny(_ => Sender.Tell(new Seen(
            DispatcherIdentity.Of(Context),
            ((ActorCell)Context).Mailbox!.MessageQueue.GetType().Name,
            Thread.CurrentThread.Name ?? "",
            Thread.CurrentThread.IsThreadPoolThread,
            Self.Path.Name)));
    }
}

/// <param name="Queue">The mailbox's queue, by class name.</param>
internal sealed record Seen(DispatcherIdentity Dispatcher, string Queue, string Thread, bool OnThreadPool, string Routee);
