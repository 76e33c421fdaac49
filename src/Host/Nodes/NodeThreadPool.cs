namespace Mul.Host.Nodes;

/// <summary>The CLR's thread pool in a process that is nothing but a node.</summary>
internal static class NodeThreadPool
{
    // Read once, before its first thread; DOTNET_ThreadPool_UnfairSemaphoreSpinLimit comes before it.
    private const string SpinLimit = "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit";

    /// <summary>Lets its threads sleep as soon as nothing is left to do. To be called first thing.</summary>
    /// <remarks>
    /// By default each looks out for more 70 times and gives its core away in between, after every message that came or went, and
    /// wakes others that do so as well: on cores where jobs run it took them 2 %.
    /// </remarks>
    public static void SleepAtOnce() => AppContext.SetData(SpinLimit, 0);
}
