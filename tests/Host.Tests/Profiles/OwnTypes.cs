using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.Routing;
using Akka.Util;

namespace Mul.Host.Tests.Profiles;

/// <summary>An executor of somebody's own, as a profile names it.</summary>
public sealed class OwnExecutor(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => throw new NotSupportedException();
}

/// <summary>A dispatcher of somebody's own.</summary>
public sealed class OwnDispatcher(Config config, IDispatcherPrerequisites prerequisites) : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => throw new NotSupportedException();
}

/// <summary>A mailbox that Akka.NET could not make.</summary>
public sealed class OwnMailbox<T>(Settings settings, Config config) : MailboxType(settings, config)
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => throw new NotSupportedException(typeof(T).Name);
}

/// <summary>A router that can be made in code alone.</summary>
public sealed class OwnRouter(int size) : Pool(size, null!, SupervisorStrategy.DefaultStrategy, null!, false)
{
    public override Router CreateRouter(ActorSystem system) => throw new NotSupportedException();

    public override int GetNrOfInstances(ActorSystem system) => NrOfInstances;

    public override ISurrogate ToSurrogate(ActorSystem system) => throw new NotSupportedException();
}
