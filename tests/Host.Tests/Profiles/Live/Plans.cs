using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles.Live;

internal static class Plans
{
    /// <summary>What the examination says of a profile's crunchers.</summary>
    public static PoolPlan Of(string hocon, int? cores = null) => Examine(hocon, cores).Pools.Single(plan => plan.Pool == "crunchers");

    public static Examination Examine(string hocon, int? cores = null) => ProfileExamination.Of(
        new ProfileSource("live", "live.hocon", hocon), FakeWorkload.All, wanted: null, cores ?? Environment.ProcessorCount);
}
