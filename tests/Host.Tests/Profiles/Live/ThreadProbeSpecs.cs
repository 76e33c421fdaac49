using System.Text.Json;
using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>The concurrency that the examination states against the one that a process with that many cores shows.</summary>
public sealed class ThreadProbeSpecs
{
    // Every built-in dispatcher and executor; the pools are named after the case.
    private const string Profile = """
        pool-executor { executor = thread-pool-executor }
        fork-join-dedicated { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 6 }
        fork-join-per-core { type = ForkJoinDispatcher, fork-join-executor { parallelism-min = 1, parallelism-max = 64 } }
        fork-join-inherited { executor = fork-join-executor }
        task { type = TaskDispatcher }
        pinned { type = PinnedDispatcher }
        channel { executor = channel-executor }
        fixed { executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors", fixed-threads.thread-count = 6 }
        akka.actor.deployment {
          /default { router = round-robin-pool, nr-of-instances = 8 }
          /pool-executor { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = pool-executor }
          /fork-join-dedicated { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = fork-join-dedicated }
          /fork-join-per-core { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = fork-join-per-core }
          /fork-join-inherited { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = fork-join-inherited }
          /task { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = task }
          /pinned { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = pinned }
          /channel { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = channel }
          /fixed { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = fixed }
          /built-in-internal { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = akka.actor.internal-dispatcher }
          /built-in-blocking { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = akka.actor.default-blocking-io-dispatcher }
          /built-in-task { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = akka.actor.task-dispatcher }
          /built-in-fork-join { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = akka.actor.default-fork-join-dispatcher }
          /built-in-pinned { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = akka.io.pinned-dispatcher }
        }
        """;

    [Fact]
    [Trait("Speed", "slow")]
    public Task What_is_stated_for_a_number_of_cores_is_what_a_process_with_that_many_shows() =>
        Task.WhenAll(IsShownAsync(cores: 1), IsShownAsync(cores: 2), IsShownAsync(cores: 4));

    private static async Task IsShownAsync(int cores)
    {
        // Without workloads every deployed path is a pool.
        var plans = ProfileExamination.Of(new ProfileSource("x", "x.hocon", Profile), [], wanted: null, cores).Pools;

        var output = await ProbeProcess.RunAsync("threads", Profile, TimeSpan.FromMinutes(3), cores);

        Assert.NotNull(output);
        var observations = JsonSerializer.Deserialize<ThreadObservation[]>(output)!;
        Assert.Equal(plans.Select(plan => plan.Pool), observations.Select(observation => observation.Dispatcher));
        foreach (var (plan, seen) in plans.Zip(observations))
        {
            var stated = plan.ConcurrencyOn(cores).Blocking!.Value;
            var context = $"{plan.Pool} on {cores} cores: stated {stated}, threads {plan.Given.Threads}; seen {seen}";
            Assert.True(seen.Burst >= stated.Sure && seen.Trickle >= stated.Sure, context);
            Assert.True(seen.Burst <= stated.Most && seen.Trickle <= stated.Most, context);
        }
    }
}
