using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;

namespace Mul.Host.Workloads;

/// <summary>An ActorSystem under one profile, in which a workload's pools are deployed.</summary>
internal sealed class ProfileSystem : IDisposable
{
    private static readonly TimeSpan TerminationPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DeploymentPatience = TimeSpan.FromSeconds(10);

    // Signals are the parent's; an ActorSystem that ends the process would take the result along.
    private static readonly Config Quiet = ConfigurationFactory.ParseString(
        """
        akka.coordinated-shutdown { run-by-clr-shutdown-hook = off, run-by-actor-system-terminate = off, exit-clr = off }
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        """);

    private readonly ServiceProvider _services;
    private readonly string _file;
    private readonly FirstErrors _errors;

    /// <exception cref="UserException">Akka.NET does not start under the profile.</exception>
    public ProfileSystem(Profile profile)
    {
        _file = profile.File;

        // Without a host around it: an experiment has no lifetime, configuration or log of its own, and each sample would wait for theirs.
        _services = new ServiceCollection()
            .AddAkka("mul", akka => akka
                .ConfigureLoggers(loggers => loggers.ClearLoggers())
                .AddHocon(profile.Config, HoconAddMode.Prepend)
                .AddHocon(Quiet, HoconAddMode.Prepend))
            .BuildServiceProvider();
        try
        {
            System = _services.GetRequiredService<ActorSystem>();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // An ActorSystem that is half there may still have threads that wait for it.
            throw Broken("does not start under it", failure);
        }

        _errors = FirstErrors.Of((ExtendedActorSystem)System);
    }

    public ActorSystem System { get; }

    /// <inheritdoc cref="FirstErrors.StartFault"/>
    public string? StartFault => _errors.StartFault;

    /// <inheritdoc cref="FirstErrors.Crash"/>
    public string? Crash => _errors.Crash;

    /// <exception cref="UserException">Akka.NET does not start the pool under the profile.</exception>
    public IActorRef Deploy(WorkloadPool pool, PoolSetup setup)
    {
        var props = pool.PropsFor(setup).WithRouter(FromConfig.Instance);
        var does = $"does not start the pool /{pool.Name} under it";
        _errors.Expect(pool.Name);
        try
        {
            var router = System.ActorOf(props, pool.Name);

            // Routees come up in a turn of the guardian's. Where one cannot, the guardian fails, and with it the whole system.
            var routees = router.Ask<Routees>(GetRoutees.Instance, DeploymentPatience);
            Task.WaitAny(routees, System.WhenTerminated);
            return System.WhenTerminated.IsCompleted ? throw Broken(does, _errors.Cause) : router;
        }
        catch (Exception failure) when (failure is AkkaException or InvalidOperationException)
        {
            throw Broken(does, _errors.Cause ?? failure);
        }
    }

    private UserException Broken(string does, Exception? cause)
    {
        var why = cause is null ? "" : ": " + cause.GetBaseException().Message.Split('\n')[0].TrimEnd('.', '\r');
        return new UserException($"{_file}: Akka.NET {does}{why}. Correct or remove the setting that it names.", UserException.BrokenProfile);
    }

    /// <summary>Ends the ActorSystem, so that what its actors hold is given back; one that is still busy is not waited for.</summary>
    public void Dispose()
    {
        if (System.Terminate().Wait(TerminationPatience))
        {
            _services.Dispose();
        }
    }
}
