using Akka.Configuration;
using Akka.Dispatch;

namespace Mul.Actors.Dispatching;

public sealed class FixedThreadsConfigurator(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new FixedThreads(id, Config.GetInt("fixed-threads.thread-count", 4), ThreadPriority.Normal, Prerequisites.EventStream);
}
