using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Printing;
using Mul.Host.Tests.Experiments;

namespace Mul.Host.Tests.Reports.Printing;

public sealed class CompareTablesSpecs
{
    private const string Apart = "Not to be told apart from the best: ";

    private static readonly CompareRecord Record = CompareRecords.Of(new Ledger(Records.Header("a", "b", "c")));

    [Theory]
    [InlineData]
    [InlineData("a")]
    public void One_profile_alone_is_not_told_apart_from_any(params string[] best) =>
        Assert.DoesNotContain(LinesOf(Record with { Best = best }), line => line.StartsWith(Apart, StringComparison.Ordinal));

    [Fact]
    public void All_of_them_are_not_named() =>
        Assert.DoesNotContain(LinesOf(Record with { Best = ["a", "b", "c"] }), line => line.StartsWith(Apart, StringComparison.Ordinal));

    [Fact]
    public void Several_that_may_be_the_best_are_named() => Assert.Contains(Apart + "a, c", LinesOf(Record with { Best = ["a", "c"] }));

    [Fact]
    public void Every_guard_rail_has_its_line() => Assert.Contains(
        "● achieves idlers 4 of at least 5: not kept", LinesOf(Record with { Rails = [new RailOutcome("achieves", "idlers", 4, 5, false)] }));

    private static string[] LinesOf(CompareRecord record) => Drawing.Of(console => CompareTables.Write(console, record), 100);
}
