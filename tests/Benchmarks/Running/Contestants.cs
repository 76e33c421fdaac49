using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Mul.Actors.Idling;
using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Benchmarks.Running;

/// <summary>One way of getting a million empty jobs done and counted.</summary>
internal interface IContestant
{
    string Name { get; }

    /// <summary>Does <paramref name="jobs"/> jobs and returns when the last one is counted.</summary>
    void Do(int jobs);
}

/// <summary>An ActorSystem with a round-robin pool on the default dispatcher, and a thread of its own for whoever counts.</summary>
internal static class Bench
{
    public const int Routees = 8;
    public const string Instrument = "instrument";

    public static ActorSystem Start() => ActorSystem.Create("bench", ConfigurationFactory.ParseString(
        $$"""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        {{Instrument}} { type = ForkJoinDispatcher, throughput = 100, dedicated-thread-pool { thread-count = 1 } }
        akka.actor.deployment { /idlers { router = round-robin-pool, nr-of-instances = {{Routees}} } }
        """));
}

/// <summary>Mul as it runs: RunActor, router, routees that stamp, one record per job.</summary>
internal sealed class MulRun(ActorSystem system) : IContestant
{
    private readonly IActorRef _pool = system.ActorOf(Idler.PropsFor().WithRouter(FromConfig.Instance), "idlers");

    public string Name => "Mul: run, router and trace";

    public void Do(int jobs)
    {
        var plan = new RunPlan { Jobs = JobList.Of(jobs, id => new Idle(id)), Pools = [_pool] };
        var run = system.ActorOf(RunActor.PropsFor(plan, new RunLog(jobs)).WithDispatcher(Bench.Instrument));
        Inquiry.Ask<RunProtocol.RunFinished>(system, run, RunProtocol.Begin.Instance, Bench.Instrument, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>The same router with routees that only reply, and an actor that only counts.</summary>
internal sealed class BarePool(ActorSystem system) : IContestant
{
    private readonly IActorRef _pool = system.ActorOf(Props.Create(() => new Replier()).WithRouter(new RoundRobinPool(Bench.Routees)));

    public string Name => "Akka.NET: bare round-robin pool";

    public void Do(int jobs)
    {
        using var done = new ManualResetEventSlim();
        var counter = system.ActorOf(Props.Create(() => new Counter(jobs, done)).WithDispatcher(Bench.Instrument));
        for (var id = 0; id < jobs; id++)
        {
            _pool.Tell(new Ping(id), counter);
        }

        done.Wait();
        system.Stop(counter);
    }

    private sealed record Ping(int Id);

    private sealed record Pong(int Id);

    private sealed class Replier : ReceiveActor
    {
        public Replier() => Receive<Ping>(ping => Sender.Tell(new Pong(ping.Id)));
    }

    private sealed class Counter : ReceiveActor
    {
        private int _left;

        public Counter(int jobs, ManualResetEventSlim done)
        {
            _left = jobs;
            Receive<Pong>(_ =>
            {
                if (--_left == 0)
                {
                    done.Set();
                }
            });
        }
    }
}

/// <summary>As many readers of one channel as there are routees, and one reader of their replies.</summary>
internal sealed class Channels : IContestant
{
    public string Name => "System.Threading.Channels";

    public void Do(int jobs)
    {
        var work = Channel.CreateUnbounded<Idle>(new UnboundedChannelOptions { SingleWriter = true });
        var replies = Channel.CreateUnbounded<JobResult>(new UnboundedChannelOptions { SingleReader = true });
        for (var reader = 0; reader < Bench.Routees; reader++)
        {
            _ = Task.Run(async () =>
            {
                await foreach (var job in work.Reader.ReadAllAsync())
                {
                    await replies.Writer.WriteAsync(JobResult.Completed(Mix.Of((ulong)job.Id)));
                }
            });
        }

        var counted = Task.Run(async () =>
        {
            for (var left = jobs; left > 0; left--)
            {
                await replies.Reader.ReadAsync();
            }
        });
        for (var id = 0; id < jobs; id++)
        {
            work.Writer.TryWrite(new Idle(id));
        }

        counted.Wait();
        work.Writer.Complete();
    }
}

/// <summary>The framework's own loop, with as many at once as there are routees.</summary>
internal sealed class ParallelLoop : IContestant
{
    public string Name => "Parallel.ForEachAsync";

    public void Do(int jobs)
    {
        var digest = 0UL;
        Parallel.ForEachAsync(
            Enumerable.Range(0, jobs).Select(id => new Idle(id)),
            new ParallelOptions { MaxDegreeOfParallelism = Bench.Routees },
            (job, _) =>
            {
                Interlocked.Add(ref digest, Mix.Of((ulong)job.Id));
                return ValueTask.CompletedTask;
            }).Wait();
    }
}
