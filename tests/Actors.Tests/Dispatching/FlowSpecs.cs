using Mul.Actors.Dispatching;

namespace Mul.Actors.Tests.Dispatching;

/// <summary>What flows with a thread (AsyncLocals, culture among them, and the SynchronizationContext) stays with the job that has set it.</summary>
public sealed class FlowSpecs
{
    private static readonly AsyncLocal<string?> Flowing = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_job_finds_nothing_on_its_thread_that_the_job_before_has_left(bool crashes)
    {
        using var executor = Rig.Threads(1);
        executor.Execute(() =>
        {
            Leave();
            if (crashes)
            {
                throw new InvalidOperationException("crash");
            }
        });

        Assert.Equal((null, null), SeenBy(executor));
    }

    [Fact]
    public void A_thread_takes_nothing_along_from_who_told_the_first_job()
    {
        using var executor = Rig.Threads(1);
        var teller = new Thread(() =>
        {
            Leave();
            executor.Execute(() => { });
        });
        teller.Start();
        Assert.True(teller.Join(Rig.Patience));

        Assert.Equal((null, null), SeenBy(executor));
    }

    private static void Leave()
    {
        Flowing.Value = "left";
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
    }

    private static (string? Flowing, SynchronizationContext? Context) SeenBy(FixedThreads executor)
    {
        using var ran = new CountdownEvent(1);
        (string?, SynchronizationContext?) seen = default;
        executor.Execute(() =>
        {
            seen = (Flowing.Value, SynchronizationContext.Current);
            ran.Signal();
        });
        ran.AwaitAll();
        return seen;
    }
}
