using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>One job of a workload that is a function, or an actor that knows nothing of Mul.</summary>
/// <param name="Id">From 0.</param>
/// <param name="Seed">The run's; with <paramref name="Id"/> it should determine the work, so that every profile does the same.</param>
/// <param name="Options">What was chosen with <c>--option key=value</c>.</param>
/// <param name="IsWarmup">Whether it is one of the few jobs before the run, which must not be in the way of those that count.</param>
public sealed record GuestJob(int Id, ulong Seed, OptionValues Options, bool IsWarmup) : JobProtocol.Job(Id)
{
    /// <summary>A result for work that has none of its own: equal under every profile.</summary>
    internal JobResult Done() => JobResult.Completed(Mix.Of(Seed, (ulong)Id));
}
