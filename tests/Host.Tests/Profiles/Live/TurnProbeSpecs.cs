using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>How many messages a routee handles before it gives its thread back, in Akka.NET 1.5.74. When one of these fails, a bug is mended.</summary>
public sealed class TurnProbeSpecs
{
    // Workings: the mailbox tests what is left before it counts down (throughput + 1), and compares a deadline with
    // the uptime of the process (1 message), which at the time of the test is far above a millisecond and far below an hour.
    [Theory]
    [InlineData("throughput = 1", 2)]
    [InlineData("throughput = 5", 6)]
    [InlineData("throughput = 30", 31)]
    [InlineData("throughput = 0", 2)]
    [InlineData("throughput = 30, throughput-deadline-time = 1ms", 1)]
    [InlineData("throughput = 30, throughput-deadline-time = 1h", 31)]
    public async Task A_turn_is_as_long_as_planned(string settings, int messages)
    {
        var executor = $"executor = \"{typeof(CountingConfigurator).FullName}, Mul.Host.Tests\"";
        var profile = $"d {{ {settings}, {executor} }}\nakka.actor.deployment./crunchers {{ router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = d }}";
        await using var live = LiveSystem.Start(profile);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counter = live.System.ActorOf(Props.Create(() => new TurnCounter(gate)).WithDispatcher("d"));

        // The first message holds its thread until the others wait behind it.
        using var filled = new ManualResetEventSlim();
        counter.Tell(filled);
        for (var message = 0; message < 100; message++)
        {
            counter.Tell("count");
        }

        filled.Set();
        var turns = await counter.Ask<IReadOnlyList<int>>("report", TimeSpan.FromSeconds(20));

        // The turn in which "report" itself is answered is cut short by the question.
        Assert.All(turns.SkipLast(1), turn => Assert.Equal(messages, turn));
        Assert.Equal(messages, Plans.Of(profile).Given.MessagesPerTurn);
    }

    [Fact]
    public void The_longest_turn_is_as_long_as_a_number_can_say() => Assert.Equal(
        int.MaxValue,
        Plans.Of("d { throughput = 2147483647 }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = d }").Given.MessagesPerTurn);

    private sealed class TurnCounter : ReceiveActor
    {
        private readonly List<int> _turns = [];
        private int _turn = -1;

        public TurnCounter(TaskCompletionSource gate)
        {
            Receive<ManualResetEventSlim>(filled =>
            {
                filled.Wait();
                Count();
            });
            Receive<string>(message =>
            {
                Count();
                if (message == "report")
                {
                    gate.TrySetResult();
                    Sender.Tell((IReadOnlyList<int>)[.. _turns]);
                }
            });
        }

        // One run of the executor is one turn of the mailbox; this actor is alone on it.
        private void Count()
        {
            if (CountingExecutor.Turn.Value != _turn)
            {
                _turn = CountingExecutor.Turn.Value;
                _turns.Add(0);
            }

            _turns[^1]++;
        }
    }
}

/// <summary>An executor with one thread that numbers its runs.</summary>
public sealed class CountingConfigurator(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new CountingExecutor(id);
}

internal sealed class CountingExecutor : ExecutorService
{
    private readonly BlockingCollection<IRunnable> _queue = [];

    public CountingExecutor(string id)
        : base(id) =>
        new Thread(() =>
        {
            foreach (var run in _queue.GetConsumingEnumerable())
            {
                Turn.Value++;
                run.Run();
            }
        })
        { IsBackground = true }.Start();

    public static ThreadLocal<int> Turn { get; } = new();

    public override void Execute(IRunnable run) => _queue.Add(run);

    public override void Shutdown() => _queue.CompleteAdding();
}
