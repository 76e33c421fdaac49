using Akka.Configuration;
using Akka.Dispatch;

namespace Orders.Theirs;

/// <summary>An executor of another system's own, as a profile names it: <c>executor = "Orders.Theirs.BankThreads, Orders"</c>.</summary>
public sealed class BankThreads(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new Executor(id);

    private sealed class Executor(string id) : ExecutorService(id)
    {
        public override void Execute(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);

        public override void Shutdown()
        {
        }
    }
}
