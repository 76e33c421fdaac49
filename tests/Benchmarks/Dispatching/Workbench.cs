using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;

namespace Mul.Benchmarks.Dispatching;

/// <summary>One ActorSystem with every contestant's dispatcher in it, so that rounds can alternate without starting anything.</summary>
internal sealed class Workbench : IDisposable
{
    /// <summary>Where tellers and counters run when they are outside: a thread that no contestant owns.</summary>
    private const string Outside = "outside";

    private readonly ActorSystem _system;
    private readonly Dictionary<(string Dispatcher, int Routees), IActorRef> _pools = [];
    private int _names;

    public Workbench(IEnumerable<Contestant> contestants)
    {
        var dispatchers = contestants.Select(contestant => $"{contestant.Id} {{ {contestant.Hocon} }}")
            .Append($"{Outside} {{ type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1 }}")
            .Append("akka.loglevel = WARNING");
        _system = ActorSystem.Create("bench", ConfigurationFactory.ParseString(string.Join("\n", dispatchers)));
    }

    /// <summary>Empty jobs through a round-robin pool, told and counted by one actor.</summary>
    /// <param name="window">Jobs in flight.</param>
    /// <param name="inside">Whether that actor runs on the pool's own dispatcher.</param>
    public TimeSpan ThroughPool(Contestant contestant, int routees, int jobs, int window, bool inside)
    {
        var pool = Pool(contestant, routees);
        var done = Completion();
        var teller = Actor(Props.Create(() => new Teller(pool, jobs, window, done)), inside ? contestant.Id : Outside);
        var started = Stopwatch.GetTimestamp();
        teller.Tell(Teller.Start.Instance);
        return End(done, started, teller);
    }

    /// <summary>Pairs of actors on one dispatcher, each pair handing one message to and fro.</summary>
    public TimeSpan PingPong(Contestant contestant, int pairs, int bounces)
    {
        using var left = new CountdownEvent(pairs);
        var players = Enumerable.Range(0, 2 * pairs).Select(_ => Actor(Props.Create(() => new Player(left)), contestant.Id)).ToArray();
        var started = Stopwatch.GetTimestamp();
        for (var pair = 0; pair < pairs; pair++)
        {
            players[2 * pair].Tell(new Player.Ball(bounces), players[(2 * pair) + 1]);
        }

        left.Wait();
        var elapsed = Stopwatch.GetElapsedTime(started);
        Array.ForEach(players, _system.Stop);
        return elapsed;
    }

    /// <summary>Jobs that hold their thread, told from outside.</summary>
    /// <param name="spacing">Between two jobs; zero is a burst.</param>
    /// <param name="holds">How long job number n holds its thread.</param>
    public TimeSpan Blocking(Contestant contestant, int routees, int jobs, TimeSpan spacing, Func<int, TimeSpan> holds)
    {
        var pool = Pool(contestant, routees);
        var done = Completion();
        var counter = Actor(Props.Create(() => new Counter(jobs, done)), Outside);
        var started = Stopwatch.GetTimestamp();
        for (var job = 0; job < jobs; job++)
        {
            if (spacing > TimeSpan.Zero && job > 0)
            {
                Thread.CurrentThread.Join(spacing);
            }

            pool.Tell(new Routee.Job(job, holds(job)), counter);
        }

        return End(done, started, counter);
    }

    /// <summary>As many jobs as there are routees, all at once, again and again: what all bursts took together, without the pauses between them.</summary>
    public TimeSpan Bursts(Contestant contestant, int bursts, int routees, TimeSpan holds) => Enumerable.Range(0, bursts)
        .Aggregate(TimeSpan.Zero, (sum, _) => sum + Blocking(contestant, routees, routees, TimeSpan.Zero, _ => holds));

    public void Dispose() => _system.Terminate().Wait();

    private static TaskCompletionSource Completion() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan End(TaskCompletionSource done, long started, IActorRef actor)
    {
        done.Task.Wait();
        var elapsed = Stopwatch.GetElapsedTime(started);
        _system.Stop(actor);
        return elapsed;
    }

    private IActorRef Pool(Contestant contestant, int routees)
    {
        if (!_pools.TryGetValue((contestant.Id, routees), out var pool))
        {
            pool = Actor(Props.Create<Routee>().WithRouter(new RoundRobinPool(routees)), contestant.Id);
            _pools.Add((contestant.Id, routees), pool);
        }

        return pool;
    }

    private IActorRef Actor(Props props, string dispatcher)
    {
        var actor = _system.ActorOf(props.WithDispatcher(dispatcher), $"n{_names++}");
        actor.Ask<ActorIdentity>(new Identify(null)).Wait();
        return actor;
    }
}
