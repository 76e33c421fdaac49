using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Tests.Profiles.Live;

internal static class Plans
{
    /// <summary>What the examination says of a profile's crunchers.</summary>
    public static PoolPlan Of(string hocon, int? cores = null) => Examine(hocon, cores).Pools.Single(plan => plan.Pool == "crunchers");

    public static Examination Examine(string hocon, int? cores = null) => ProfileExamination.Of(
        new ProfileSource("live", "live.hocon", hocon), FakeWorkload.All, wanted: null, cores ?? Environment.ProcessorCount);

    /// <summary>Whether a routee that found itself on <paramref name="seen"/> is where the plan put it.</summary>
    /// <remarks>From inside, Akka.NET's types are class names: a ForkJoinDispatcher is a Dispatcher with a fork-join executor.</remarks>
    public static bool IsSeenAs(this DispatcherPlan plan, DispatcherIdentity seen) =>
        seen.Id == plan.Id
        && seen.Throughput == plan.Throughput
        && (plan.Supply == ThreadSupply.Pinned) == (seen.Type == "PinnedDispatcher")
        && (plan.Supply is ThreadSupply.Foreign or ThreadSupply.Fixed || seen.Executor == "unknown" || seen.Executor == plan.Executor);
}
