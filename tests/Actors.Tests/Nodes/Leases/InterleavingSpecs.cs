using FsCheck;
using FsCheck.Fluent;
using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>The book of leases in every kind of trouble: messages dropped, doubled and overtaken, nodes killed and paused, the coordinator started again on its journal.</summary>
public sealed class InterleavingSpecs
{
    private const int Length = 100;

    // The same schedules at every run, and more of them in the long spec.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20, 27);

    [Fact]
    public void Every_job_is_counted_once_whatever_fails() => Hold(Right, times: 5_000);

    [Fact]
    [Trait("Speed", "slow")]
    public void Every_job_is_counted_once_in_half_a_million_interleavings() => Hold(Right, times: 500_000);

    [Fact]
    public void Where_nothing_fails_nothing_is_done_twice() => HoldCalmly(Right, times: 1_000);

    [Theory]
    [InlineData("counts stale results", "a stale result is counted")]
    [InlineData("acknowledges before the commit", "a result is acknowledged before it is committed")]
    [InlineData("answers before the commit", "the run is answered before the outcome is committed")]
    [InlineData("counts duplicates", "a job is counted twice|a stale result is counted")]
    [InlineData("does not renew leases", "a lease ends although its node renews it")]
    [InlineData("never takes a lease back", "a job never has its outcome")]
    [InlineData("takes an ended lease for a death", "a job is given up although too few nodes died|a job never has its outcome")]
    [InlineData("takes a pause for a death", "a job is given up although too few nodes died")]
    [InlineData("never gives a job up", "a job never has its outcome")]
    [InlineData("gives a job up too early", "a job is given up although too few nodes died")]
    [InlineData("keeps what a leaving node hands back", "a lease ends although|a node counts as dead")]
    [InlineData("never acknowledges what is late", "a node's result is never acknowledged")]
    [InlineData("forgets its journal", "a job is done again although its outcome is recorded|a job is counted twice")]
    [InlineData("begins to count again when it is started again", "an attempt's number is given twice")]
    public void A_coordinator_is_found_out_that(string mistake, string brokenPromise)
    {
        var make = WrongBooks.All[mistake];

        var found = Assert.ThrowsAny<Exception>(() =>
        {
            HoldCalmly(make, times: 500);
            Hold(make, times: 20_000);
        });

        // The shortest schedule may break another of its promises than the one first found.
        Assert.Matches($"{nameof(BrokenPromiseException)}: ({brokenPromise})", found.Message);
    }

    private static Book Right(LeaseRules rules, IReadOnlyCollection<NodeOutcome> recorded) => new(rules, recorded);

    private static void Hold(MakeBook make, int times) => Check(Fixed, times, schedule => Interleaving.Live(make, schedule, KillerOf(schedule)));

    private static void HoldCalmly(MakeBook make, int times) => Check(Fixed, times, schedule => Interleaving.LiveCalmly(make, schedule));

    // One in four schedules has a job that kills whoever does it.
    private static int? KillerOf(int[] schedule) => schedule[0] % 4 == 0 ? schedule[0] % Interleaving.Jobs : null;

    // FsCheck prints the seed and the shortest schedule that breaks a promise.
    private static void Check(Config config, int times, Action<int[]> live) =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 1 << 20).ArrayOf(Length), Shorter), live).Check(config.WithMaxTest(times));

    // Without one half, one quarter … one happening; the first number also chooses the killer.
    private static IEnumerable<int[]> Shorter(int[] schedule)
    {
        for (var size = schedule.Length / 2; size > 0; size /= 2)
        {
            for (var from = 1; from + size <= schedule.Length; from += size)
            {
                yield return [.. schedule[..from], .. schedule[(from + size)..]];
            }
        }
    }
}
