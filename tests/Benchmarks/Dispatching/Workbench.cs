using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;

namespace Mul.Benchmarks.Dispatching;

/// <summary>One ActorSystem with every contestant's dispatcher in it, so that rounds can alternate without starting anything.</summary>
internal sealed class Workbench : IDisposable
{
    /// <summary>Where the teller and the counter run when they measure from outside: threads that no contestant owns.</summary>
    private const string Instrument = "instrument { type = ForkJoinDispatcher, throughput = 30, dedicated-thread-pool.thread-count = 1 }";

    private readonly ActorSystem _system;
    private readonly Dictionary<(string Dispatcher, int Routees), IActorRef> _pools = [];
    private int _names;

    public Workbench(IEnumerable<Contestant> contestants)
    {
        var dispatchers = string.Join("\n", contestants.Select(contestant => $"{contestant.Id} {{ {contestant.Hocon} }}"));
        _system = ActorSystem.Create("bench", ConfigurationFactory.ParseString($"{Instrument}\n{dispatchers}\nakka.loglevel = WARNING"));
    }

    /// <summary>Jobs told through a round-robin pool by an actor that is also told every reply.</summary>
    /// <param name="inside">Whether that actor runs on the pool's own dispatcher.</param>
    /// <param name="window">Jobs in flight; refilled by halves.</param>
    public TimeSpan ThroughPool(Contestant contestant, int routees, int jobs, int window, bool inside)
    {
        var pool = Pool(contestant, routees);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var props = Props.Create(() => new Teller(pool, jobs, window, done));
        return Timed(props.WithDispatcher(inside ? contestant.Id : "instrument"), [Teller.Start.Instance], done.Task);
    }

    /// <summary>Pairs of actors on one dispatcher, each pair handing one message to and fro.</summary>
    public TimeSpan PingPong(Contestant contestant, int pairs, int bounces)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new StrongBox(pairs);
        var players = Enumerable.Range(0, 2 * pairs)
            .Select(_ => _system.ActorOf(Props.Create(() => new Player(left, done)).WithDispatcher(contestant.Id), NextName()))
            .ToArray();
        var started = Stopwatch.GetTimestamp();
        for (var pair = 0; pair < pairs; pair++)
        {
            players[2 * pair].Tell(new Player.Ball(bounces), players[(2 * pair) + 1]);
        }

        done.Task.Wait();
        var elapsed = Stopwatch.GetElapsedTime(started);
        Array.ForEach(players, _system.Stop);
        return elapsed;
    }

    /// <summary>Jobs that hold their thread, told from outside.</summary>
    /// <param name="spacing">Between two jobs; zero is a burst.</param>
    /// <param name="holds">How long job number n holds its thread; zero is a job that does nothing.</param>
    public TimeSpan Blocking(Contestant contestant, int routees, int jobs, TimeSpan spacing, Func<int, TimeSpan> holds) =>
        Told(contestant, routees, jobs, spacing, job => new Routee.Hold(holds(job)));

    public TimeSpan Working(Contestant contestant, int routees, int jobs, TimeSpan work) =>
        Told(contestant, routees, jobs, TimeSpan.Zero, _ => new Routee.Work(work));

    private TimeSpan Told(Contestant contestant, int routees, int jobs, TimeSpan spacing, Func<int, object> message)
    {
        var pool = Pool(contestant, routees);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counter = _system.ActorOf(Props.Create(() => new Counter(jobs, done)).WithDispatcher("instrument"), NextName());
        using var never = new ManualResetEvent(false);
        var started = Stopwatch.GetTimestamp();
        for (var job = 0; job < jobs; job++)
        {
            if (spacing > TimeSpan.Zero && job > 0)
            {
                never.WaitOne(spacing);
            }

            pool.Tell(message(job), counter);
        }

        done.Task.Wait();
        var elapsed = Stopwatch.GetElapsedTime(started);
        _system.Stop(counter);
        return elapsed;
    }

    public void Dispose() => _system.Terminate().Wait();

    private TimeSpan Timed(Props props, object[] messages, Task done)
    {
        var actor = _system.ActorOf(props, NextName());
        actor.Ask<ActorIdentity>(new Identify(null)).Wait();
        var started = Stopwatch.GetTimestamp();
        Array.ForEach(messages, message => actor.Tell(message));
        done.Wait();
        var elapsed = Stopwatch.GetElapsedTime(started);
        _system.Stop(actor);
        return elapsed;
    }

    private IActorRef Pool(Contestant contestant, int routees)
    {
        if (!_pools.TryGetValue((contestant.Id, routees), out var pool))
        {
            pool = _system.ActorOf(Props.Create<Routee>().WithRouter(new RoundRobinPool(routees)).WithDispatcher(contestant.Id), NextName());
            pool.Ask<Routees>(GetRoutees.Instance).Wait();
            _pools.Add((contestant.Id, routees), pool);
        }

        return pool;
    }

    private string NextName() => $"n{_names++}";
}
