using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;
using Mul.Actors.Dispatching;

namespace Mul.Actors.Tests.Dispatching;

public sealed class LifetimeSpecs
{
    [Fact]
    public void The_threads_are_in_the_background_and_named_after_the_dispatcher()
    {
        using var executor = new FixedThreads("io", new FixedThreadsSettings(3, ThreadPriority.BelowNormal));
        using var inside = new CountdownEvent(3);
        var threads = new ConcurrentBag<Thread>();

        for (var job = 0; job < 3; job++)
        {
            executor.Execute(() =>
            {
                threads.Add(Thread.CurrentThread);
                inside.Meet();
            });
        }

        inside.AwaitAll();
        Assert.Equal(["io_1", "io_2", "io_3"], threads.Select(thread => thread.Name).Order());
        Assert.All(threads, thread => Assert.True(thread.IsBackground));
        Assert.All(threads, thread => Assert.Equal(ThreadPriority.BelowNormal, thread.Priority));
    }

    [Fact]
    public void No_thread_starts_before_the_first_job()
    {
        var executor = Rig.Threads(2);

        executor.Shutdown();

        Assert.All(executor.Workers, worker => Assert.True(worker.Thread.ThreadState.HasFlag(ThreadState.Unstarted)));
    }

    [Fact]
    public void Threads_without_work_come_to_rest_and_stay_there()
    {
        using var executor = Rig.Threads(64);
        using var inside = new CountdownEvent(64);
        for (var job = 0; job < 64; job++)
        {
            executor.Execute(inside.Meet);
        }

        inside.AwaitAll();
        executor.AwaitRest();

        // Nothing but a job could wake anybody now: neither a worker nor the watch waits with a timeout.
        var ticks = executor.Ticks;
        Assert.False(SpinWait.SpinUntil(() => executor.Ticks != ticks || executor.Parked != 64, TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void A_blocked_job_keeps_nobody_awake()
    {
        using var executor = Rig.Threads(4);
        using var release = new ManualResetEventSlim();

        executor.Execute(() => release.Wait(Rig.Patience));

        Assert.True(SpinWait.SpinUntil(() => executor.Watch!.IsAsleep && executor.Parked == 3, Rig.Patience));
        release.Set();
    }

    [Fact]
    public void A_job_told_after_the_shutdown_is_rejected()
    {
        var executor = Rig.Threads(2);

        executor.Shutdown();
        executor.Shutdown();

        Assert.Throws<RejectedExecutionException>(() => executor.Execute(() => { }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_shutdown_lets_what_was_accepted_run_and_ends_every_thread(int threads)
    {
        var executor = Rig.Threads(threads);
        using var release = new ManualResetEventSlim();
        using var left = new CountdownEvent(1_000 + threads);
        for (var job = 0; job < threads; job++)
        {
            executor.Execute(() =>
            {
                release.Wait(Rig.Patience);
                left.Signal();
            });
        }

        for (var job = 0; job < 1_000; job++)
        {
            executor.Execute(() => left.Signal());
        }

        executor.Shutdown();
        release.Set();

        left.AwaitAll();
        AssertEnded(executor);
    }

    [Fact]
    public void A_job_accepted_before_the_shutdown_and_queued_after_it_is_run()
    {
        var executor = Rig.Threads(2);
        using var ran = new CountdownEvent(2);
        executor.Execute(() => ran.Signal());
        executor.Shutdown();
        AssertEnded(executor);

        // Where a call of Execute goes on that was interrupted while all this happened.
        executor.Share(new ActionRunnable(() => ran.Signal()));

        ran.AwaitAll();
    }

    [Fact]
    public void A_job_queued_when_the_shutdown_comes_before_the_first_thread_is_run()
    {
        var executor = Rig.Threads(2);
        using var ran = new CountdownEvent(1);

        // As far as a call of Execute has come that is interrupted before it wakes anybody.
        executor.Shared.Enqueue(new ActionRunnable(() => ran.Signal()));
        executor.Shutdown();

        ran.AwaitAll();
    }

    [Fact]
    public async Task A_job_is_run_once_or_rejected_whenever_the_shutdown_comes()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var executor = Rig.Threads(1 + (round % 4));
            using var start = new Barrier(3);
            var accepted = 0;
            var ran = 0;
            var pause = random.Next(1 << random.Next(16));

            await Task.WhenAll(
                Task.Run(Tell),
                Task.Run(Tell),
                Task.Run(() =>
                {
                    start.SignalAndWait(Rig.Patience);
                    Thread.SpinWait(pause);
                    executor.Shutdown();
                }));

            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ran) >= accepted, Rig.Patience), $"round {round}: {ran} of {accepted} jobs ran");
            AssertEnded(executor);
            Assert.Equal(accepted, ran);

            void Tell()
            {
                start.SignalAndWait(Rig.Patience);
                try
                {
                    while (true)
                    {
                        executor.Execute(() => Interlocked.Increment(ref ran));
                        Interlocked.Increment(ref accepted);
                    }
                }
                catch (RejectedExecutionException)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public void A_crashing_job_does_not_take_its_thread_along()
    {
        using var executor = Rig.Threads(1);
        using var ran = new CountdownEvent(1);
        Thread? first = null;
        Thread? second = null;

        executor.Execute(() =>
        {
            first = Thread.CurrentThread;
            throw new InvalidOperationException("crash");
        });
        executor.Execute(() =>
        {
            second = Thread.CurrentThread;
            ran.Signal();
        });

        ran.AwaitAll();
        Assert.Same(first, second);
    }

    [Fact]
    public void It_may_be_disposed_of_twice()
    {
        var executor = Rig.Threads(2);

        executor.Dispose();
        executor.Dispose();

        Assert.True(executor.IsStopping);
    }

    [Fact]
    public void Too_few_threads_are_an_error_that_names_the_dispatcher_and_nobody_counts_on_them()
    {
        var executor = Rig.Threads(3);

        // A thread cannot be started twice: one of the ways in which a start fails.
        executor.Workers[1].Thread.UnsafeStart();
        var refused = Assert.Throws<ConfigurationException>(() => executor.Execute(() => { }));

        Assert.Equal("Dispatcher 'spec' needs 4 threads, and only 1 could be started. Lower fixed-threads.thread-count, or raise what the system allows.", refused.Message);
        Assert.IsType<ThreadStateException>(refused.InnerException);
        Assert.Equal((0, 3), (executor.Ready, executor.Parked));
        executor.Shutdown();
        AssertEnded(executor);
    }

    private static void AssertEnded(FixedThreads executor)
    {
        var started = executor.Workers.Select(worker => worker.Thread)
            .Append(executor.Watch?.Thread)
            .OfType<Thread>()
            .Where(thread => !thread.ThreadState.HasFlag(ThreadState.Unstarted));
        Assert.All(started, thread => Assert.True(thread.Join(Rig.Patience), $"{thread.Name} has not ended"));
    }
}
