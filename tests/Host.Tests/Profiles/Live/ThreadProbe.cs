using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Routing;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>How many blocking jobs a dispatcher really runs at once.</summary>
/// <param name="Dispatcher">The pool's name, which is that of the case.</param>
/// <param name="Burst">Jobs inside, a while after all were told at once.</param>
/// <param name="Trickle">Jobs inside when each was told after the one before it had started, or had not in time.</param>
/// <param name="Threads">Distinct threads that were seen in both.</param>
internal sealed record ThreadObservation(string Dispatcher, int Burst, int Trickle, int Threads);

/// <summary>Fills pools with jobs that wait for one event, and counts those that got in.</summary>
internal static class ThreadProbe
{
    private static readonly TimeSpan Start = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>One observation for each deployed path of one element, in the order of the profile.</summary>
    public static IReadOnlyList<ThreadObservation> ObserveAll(string hocon)
    {
        var pools = Akka.Configuration.ConfigurationFactory.ParseString(hocon).GetConfig("akka.actor.deployment").AsEnumerable()
            .Select(entry => entry.Key[1..]);
        return [.. pools.Select(pool => Observe(hocon, pool))];
    }

    private static ThreadObservation Observe(string hocon, string pool)
    {
        using var room = new Room();
        var burst = Fill(hocon, pool, room, trickle: false);
        var trickle = Fill(hocon, pool, room, trickle: true);
        return new ThreadObservation(pool, burst, trickle, room.Threads);
    }

    private static int Fill(string hocon, string pool, Room room, bool trickle)
    {
        var live = LiveSystem.Start(hocon);
        var router = live.System.ActorOf(Props.Create(() => new Guest(room)).WithRouter(FromConfig.Instance), pool);
        var routees = LiveSystem.CountRouteesAsync(router).GetAwaiter().GetResult();
        room.Open();

        // On a thread of its own: the channel executor runs a job on the thread that tells it.
        var teller = new Thread(() => Tell(router, routees, room, trickle));
        teller.Start();
        teller.Join(Start * routees);
        room.WaitFor(routees, Settling);
        var inside = room.Inside;
        room.Release();
        teller.Join();
        live.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return inside;
    }

    private static void Tell(IActorRef router, int routees, Room room, bool trickle)
    {
        for (var told = 1; told <= routees; told++)
        {
            router.Tell("enter");
            if (trickle)
            {
                room.WaitFor(told, Start);
            }
        }
    }

    /// <summary>Jobs stay inside until they are released.</summary>
    private sealed class Room : IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly ConcurrentDictionary<int, bool> _threads = [];
        private int _inside;

        public int Inside => Volatile.Read(ref _inside);

        public int Threads => _threads.Count;

        public void Open()
        {
            _inside = 0;
            _released.Reset();
        }

        public void Enter()
        {
            _threads.TryAdd(Environment.CurrentManagedThreadId, true);
            Interlocked.Increment(ref _inside);
            _released.Wait();
        }

        public void WaitFor(int count, TimeSpan patience) => SpinWait.SpinUntil(() => Inside >= count, patience);

        public void Release() => _released.Set();

        public void Dispose() => _released.Dispose();
    }

    private sealed class Guest : ReceiveActor
    {
        public Guest(Room room) => ReceiveAny(_ => room.Enter());
    }
}
