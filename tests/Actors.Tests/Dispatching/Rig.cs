using Akka.Dispatch;
using Mul.Actors.Dispatching;

namespace Mul.Actors.Tests.Dispatching;

/// <summary>What the specs of the executor share: how long they wait for what must come, and how they start things.</summary>
internal static class Rig
{
    /// <summary>Only a broken executor needs as long as this.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public static FixedThreads Threads(int count, int spins = FixedThreadsSettings.DefaultSpinCount) =>
        new("spec", new FixedThreadsSettings(count, SpinCount: spins));

    public static void Execute(this ExecutorService executor, Action job) => executor.Execute(new ActionRunnable(job));

    /// <summary>Fails the spec instead of hanging it.</summary>
    public static void AwaitAll(this CountdownEvent jobs) =>
        Assert.True(jobs.Wait(Patience), $"{jobs.CurrentCount} of {jobs.InitialCount} jobs are missing");

    /// <summary>A job's side of a barrier: enters, and stays until all are inside. Only enough threads at once open it.</summary>
    public static void Meet(this CountdownEvent inside)
    {
        inside.Signal();
        inside.Wait(Patience);
    }

    public static void AwaitRest(this FixedThreads executor) =>
        Assert.True(
            SpinWait.SpinUntil(() => executor.Parked == executor.Workers.Length && executor.Watch is null or { IsAsleep: true }, Patience),
            "the executor does not come to rest");
}
