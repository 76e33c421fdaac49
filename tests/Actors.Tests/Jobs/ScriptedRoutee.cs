using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Jobs;

/// <summary>A routee whose work is what the job says; tells <c>witness</c> when it is born, which after the first time is a restart.</summary>
internal sealed class ScriptedRoutee : Routee
{
    public ScriptedRoutee(IActorRef witness)
    {
        Handles<Work>(job => job.Do());
        HandlesAsync<AsyncWork>(job => job.Do());
        witness.Tell(new Born(Self.Path.Name));
    }

    public static Props PropsFor(IActorRef witness) => Props.Create(() => new ScriptedRoutee(witness));
}

/// <summary>Told by a routee of this name as often as it is constructed.</summary>
internal sealed record Born(string Routee);

/// <summary>Work that holds its thread.</summary>
internal sealed record Work(int Id, Func<JobResult> Do) : JobProtocol.Job(Id);

/// <summary>Work that may free its thread.</summary>
internal sealed record AsyncWork(int Id, Func<Task<JobResult>> Do) : JobProtocol.Job(Id);

/// <summary>A job that nobody here has a handler for.</summary>
internal sealed record StrangeJob(int Id) : JobProtocol.Job(Id);
