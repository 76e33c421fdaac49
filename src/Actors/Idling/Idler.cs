using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Idling;

/// <summary>Completes a job at once.</summary>
internal sealed class Idler : Routee
{
    public Idler() => Handles<Idle>(job => JobResult.Completed(Mix.Of((ulong)job.Id)));

    public static Props PropsFor() => Props.Create(() => new Idler());
}

/// <summary>A job without work.</summary>
internal sealed record Idle(int Id) : JobProtocol.Job(Id);
