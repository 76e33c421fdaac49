using FsCheck;
using FsCheck.Fluent;

namespace Mul.Host.Tests.Statistics;

/// <summary>Seeds for properties that draw their own examples: FsCheck's integers are small, and would be the same hundred again and again.</summary>
public static class Seeds
{
    /// <summary>Where FsCheck begins, so that every run sees the same examples.</summary>
    public const string Replay = "20,27";

    public static Arbitrary<int> All => Gen.Choose(0, int.MaxValue).ToArbitrary();
}
