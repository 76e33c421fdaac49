using System.Diagnostics;
using Akka.Dispatch;
using Mul.Actors.Dispatching;

namespace Mul.Actors.Tests.Dispatching;

/// <summary>Looks for the interleaving in which work waits and nobody comes: a lost wake-up hangs the job, and the spec with it.</summary>
public sealed class LostWakeUpSpecs
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(4, 50)]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    public void A_job_told_at_any_moment_of_falling_asleep_is_run(int threads, int spins)
    {
        using var executor = Rig.Threads(threads, spins);
        var random = new Random(threads);
        using var ran = new AutoResetEvent(false);

        // From at once to long after the worker has given up spinning; now and then after the watch has fallen asleep.
        for (var job = 0; job < 2_000; job++)
        {
            executor.Execute(() => ran.Set());
            Assert.True(ran.WaitOne(Rig.Patience), $"job {job} was never run");
            if (job % 100 == 0)
            {
                executor.AwaitRest();
            }

            Thread.SpinWait(random.Next(1 << random.Next(16)));
        }
    }

    [Fact]
    public void A_job_told_while_the_count_of_the_ready_lags_behind_is_run()
    {
        using var executor = Rig.Threads(2);
        using var ran = new CountdownEvent(1);

        // As far as a wake-up has come that is interrupted before it counts its worker, which the watch holds meanwhile.
        Assert.True(executor.Workers[1].TryChange(WorkerState.Parked, WorkerState.Ready));
        executor.Hold(executor.Workers[1]);
        executor.Execute(() => ran.Signal());

        ran.AwaitAll();
    }

    [Fact]
    public void A_job_told_at_the_very_moment_of_parking_is_run()
    {
        // A single worker has no watch that would find the job a millisecond later.
        using var executor = Rig.Threads(1);
        var random = new Random(1);
        var ran = 0;
        var started = Stopwatch.GetTimestamp();

        // Without the second look at the queue it takes some dozens of jobs; a busy machine gets no further in a few seconds.
        for (var job = 1; job <= 10_000 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(3); job++)
        {
            var number = job;
            executor.Execute(() => Volatile.Write(ref ran, number));
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ran) == number, Rig.Patience), $"job {job} was never run");

            // The worker gives up some dozens of nanoseconds before it is counted as parked. A waiting that could give
            // up the core would miss that.
            while (!executor.IsSpinning && executor.Parked == 0)
            {
            }

            while (executor.IsSpinning)
            {
            }

            Thread.SpinWait(random.Next(8));
        }
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(0, false)]
    public void A_worker_without_work_looks_for_some_only_if_it_was_told_to(int spins, bool isSeenSpinning)
    {
        using var executor = Rig.Threads(1, spins);
        var seen = false;
        for (var job = 0; job < 200; job++)
        {
            using var ran = new CountdownEvent(1);
            executor.Execute(() => ran.Signal());
            ran.AwaitAll();
            Assert.True(SpinWait.SpinUntil(() => (seen |= executor.IsSpinning) || executor.Parked == 1, Rig.Patience));
        }

        Assert.Equal(isSeenSpinning, seen);
    }

    [Fact]
    public void A_worker_that_parks_when_work_has_come_is_woken_again()
    {
        using var executor = Rig.Threads(1);
        using var ran = new CountdownEvent(1);
        using var parked = new CountdownEvent(1);
        var ready = -1;

        executor.Execute(() =>
        {
            // Somebody has added work, has seen a ready worker, and so wakes nobody.
            executor.Shared.Enqueue(new ActionRunnable(() => ran.Signal()));
            executor.TryPark(executor.Workers[0]);
            ready = executor.Ready;
            parked.Signal();
        });

        parked.AwaitAll();
        ran.AwaitAll();
        Assert.Equal(1, ready);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(8, 4)]
    [InlineData(16, 5)]
    public async Task Every_job_of_a_random_tree_of_jobs_is_run_once(int threads, int seed)
    {
        using var executor = Rig.Threads(threads);
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var jobs = random.Next(1, 400);
            var runs = new int[jobs];
            using var left = new CountdownEvent(jobs);
            using var tellers = new Barrier(3);

            // Job n schedules 2n + 1 and 2n + 2 from inside, unless n is a multiple of 3: then its children come from
            // outside. So every job has one parent, whichever way it comes.
            await Task.WhenAll(Enumerable.Range(0, 3).Select(teller => Task.Run(() =>
            {
                var pauses = new Random(seed + teller);
                tellers.SignalAndWait(Rig.Patience);
                for (var job = teller; job < jobs; job += 3)
                {
                    if (job == 0 || (job - 1) / 2 % 3 == 0)
                    {
                        Thread.SpinWait(pauses.Next(1 << pauses.Next(12)));
                        Schedule(job);
                    }
                }
            })));

            Assert.True(left.Wait(Rig.Patience), $"round {round}: {left.CurrentCount} of {jobs} jobs were never run");
            Assert.All(runs, count => Assert.Equal(1, count));

            void Schedule(int job) => executor.Execute(() =>
            {
                var noise = new Random(seed + (1_000 * round) + job);
                Behave(noise);
                if (job % 3 != 0)
                {
                    for (var child = (2 * job) + 1; child <= (2 * job) + 2 && child < jobs; child++)
                    {
                        Schedule(child);
                        Behave(noise);
                    }
                }

                Interlocked.Increment(ref runs[job]);
                left.Signal();
            });
        }
    }

    // Short, long, giving way, and blocking until the watch takes it for held.
    private static void Behave(Random noise)
    {
        switch (noise.Next(40))
        {
            case 0:
                using (var never = new ManualResetEventSlim(false, 0))
                {
                    never.Wait(noise.Next(1, 4));
                }

                break;
            case < 10:
                Thread.Yield();
                break;
            default:
                Thread.SpinWait(noise.Next(200));
                break;
        }
    }
}
