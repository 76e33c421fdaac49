using Mul.Actors.Dispatching;

namespace Mul.Actors.Tests.Dispatching;

/// <summary>Concurrency is shown by barriers that open only when as many jobs as threads are inside at once.</summary>
public sealed class ConcurrencySpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(64)]
    public void A_burst_of_blocking_jobs_has_every_thread_at_once(int threads)
    {
        using var executor = Rig.Threads(threads);

        // The second burst finds the threads warm, the third asleep.
        for (var burst = 1; burst <= 3; burst++)
        {
            Meet(executor);
            if (burst == 2)
            {
                executor.AwaitRest();
            }
        }
    }

    [Fact]
    public void Once_jobs_have_blocked_the_next_burst_has_every_thread_without_waiting_for_the_watch()
    {
        using var executor = Rig.Threads(16);
        Meet(executor);
        executor.AwaitRest();
        using var inside = new CountdownEvent(17);

        for (var job = 0; job < 16; job++)
        {
            executor.Execute(inside.Meet);
        }

        Assert.Equal(0, executor.Parked);
        inside.Signal();
    }

    [Fact]
    public void That_jobs_have_blocked_is_forgotten_when_short_ones_come()
    {
        using var executor = Rig.Threads(4);
        using var forgotten = new ManualResetEventSlim();
        Meet(executor);
        Assert.True(SpinWait.SpinUntil(() => executor.IsWorkSlow, Rig.Patience));

        executor.Execute(() => Busy(executor, forgotten));

        Assert.True(SpinWait.SpinUntil(() => !executor.IsWorkSlow, Rig.Patience));
        forgotten.Set();
    }

    [Fact]
    public void Blocking_jobs_that_come_one_by_one_have_every_thread_at_once()
    {
        using var executor = Rig.Threads(16);
        using var inside = new CountdownEvent(16);

        for (var left = 15; left >= 0; left--)
        {
            executor.Execute(inside.Meet);
            Assert.True(SpinWait.SpinUntil(() => inside.CurrentCount <= left, Rig.Patience));
        }

        inside.AwaitAll();
    }

    [Fact]
    public void Blocking_jobs_among_many_empty_ones_have_every_thread_at_once()
    {
        using var executor = Rig.Threads(16);
        using var inside = new CountdownEvent(16);
        using var empty = new CountdownEvent(16_000);

        for (var job = 0; job < 16; job++)
        {
            for (var n = 0; n < 1_000; n++)
            {
                executor.Execute(() => empty.Signal());
            }

            executor.Execute(inside.Meet);
        }

        inside.AwaitAll();
        empty.AwaitAll();
    }

    [Fact]
    public void Jobs_that_are_scheduled_by_a_blocking_job_need_not_wait_for_it()
    {
        using var executor = Rig.Threads(16);
        using var inside = new CountdownEvent(16);

        executor.Execute(() =>
        {
            for (var job = 0; job < 15; job++)
            {
                executor.Execute(inside.Meet);
            }

            inside.Meet();
        });

        inside.AwaitAll();
    }

    [Fact]
    public void Jobs_that_a_job_schedules_after_it_has_blocked_need_not_wait_for_it()
    {
        using var executor = Rig.Threads(4);
        using var inside = new CountdownEvent(4);

        executor.Execute(() =>
        {
            Assert.True(SpinWait.SpinUntil(() => executor.Ready == 0, Rig.Patience));
            for (var job = 0; job < 3; job++)
            {
                executor.Execute(inside.Meet);
            }

            inside.Meet();
        });

        inside.AwaitAll();
    }

    [Fact]
    public void Work_of_a_blocked_thread_reaches_threads_that_never_run_out_of_their_own()
    {
        using var executor = Rig.Threads(2);
        using var reached = new ManualResetEventSlim();

        executor.Execute(() => Busy(executor, reached));
        executor.Execute(() =>
        {
            executor.Execute(reached.Set);
            reached.Wait(Rig.Patience);
        });

        Assert.True(reached.Wait(Rig.Patience));
    }

    [Fact]
    public void A_job_from_outside_is_not_starved_by_jobs_that_schedule_themselves()
    {
        using var executor = Rig.Threads(1);
        using var reached = new ManualResetEventSlim();

        executor.Execute(() => Busy(executor, reached));
        executor.Execute(reached.Set);

        Assert.True(reached.Wait(Rig.Patience));
    }

    [Fact]
    public void A_job_from_outside_need_not_wait_for_those_that_another_thread_schedules_for_itself()
    {
        using var executor = Rig.Threads(2);
        using var ran = new AutoResetEvent(false);
        var (waits, ticks, most, isOver) = (false, 0, 0, false);
        executor.Execute(LastATick);

        for (var job = 0; job < 60; job++)
        {
            Assert.True(SpinWait.SpinUntil(() => executor.Parked == 1, Rig.Patience));
            Volatile.Write(ref ticks, 0);
            Volatile.Write(ref waits, true);
            executor.Execute(() =>
            {
                Volatile.Write(ref waits, false);
                ran.Set();
            });
            Assert.True(ran.WaitOne(Rig.Patience));
            most = Math.Max(most, Volatile.Read(ref ticks));
        }

        Volatile.Write(ref isOver, true);
        Assert.InRange(most, 0, 5);

        // Ends shortly after each tick, and never gives up its core, so that the watch does not find it held. A busy machine counts no more ticks than a quiet one.
        void LastATick()
        {
            var tick = executor.Ticks;
            while (executor.Ticks == tick)
            {
                Thread.SpinWait(1);
            }

            Thread.SpinWait(5_000);
            if (Volatile.Read(ref waits) && executor.Parked == 1)
            {
                Interlocked.Increment(ref ticks);
            }

            if (!Volatile.Read(ref isOver))
            {
                executor.Execute(LastATick);
            }
        }
    }

    [Fact]
    public void No_more_jobs_than_threads_run_at_once()
    {
        using var executor = Rig.Threads(3);
        using var done = new CountdownEvent(3_000);
        var running = 0;
        var most = 0;

        for (var job = 0; job < 3_000; job++)
        {
            executor.Execute(() =>
            {
                var now = Interlocked.Increment(ref running);
                lock (done)
                {
                    most = Math.Max(most, now);
                }

                Thread.Yield();
                Interlocked.Decrement(ref running);
                done.Signal();
            });
        }

        done.AwaitAll();
        Assert.InRange(most, 1, 3);
    }

    private static void Meet(FixedThreads executor)
    {
        using var inside = new CountdownEvent(executor.Workers.Length);
        for (var job = 0; job < executor.Workers.Length; job++)
        {
            executor.Execute(inside.Meet);
        }

        inside.AwaitAll();
    }

    private static void Busy(FixedThreads executor, ManualResetEventSlim until)
    {
        if (!until.IsSet)
        {
            executor.Execute(() => Busy(executor, until));
        }
    }
}
