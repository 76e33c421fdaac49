using Mul.Host.Reports.Documents;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Documents;

public sealed class FailureTextSpecs
{
    [Fact]
    public void Reasons_that_differ_only_in_their_file_are_one_and_the_place_of_all_is_named()
    {
        var missing = Enumerable.Range(10, 20).Select(job => $"http://h/{job}: answered 404");
        string[] full =
        [
            "https://h/a: local: No space left on device : '/out/000000-a.0.1.part'",
            "https://h/b (redirected to [::1]:80): local: No space left on device : '/out/000001-b.1.1.part'",
        ];
        string[] busy = ["http://h/c: answered 503 (5 tries in 7.1 s)", "http://h/d: answered 503 (5 tries in 6.9 s)"];

        Assert.Equal(
            [
                ("20 failed, one of them", "http://h/10: answered 404"),
                ("2 failed, one of them", "http://h/c: answered 503 (5 tries in 7.1 s)"),
                ("2 failed, one of them", full[0]),
                ("--json has each of the 24 reasons", null),
            ],
            Lines([.. missing, .. busy, .. full]));
    }

    [Fact]
    public void Of_more_kinds_of_reasons_the_ten_commonest_are_shown() =>
        Assert.Equal(
            [.. Enumerable.Range(100, 10).Select(status => ("1 failed", $"http://h/a: answered {status}")), ("and 5 others, whose reasons are not shown", null), ("--json has each of the 15 reasons", null)],
            Lines([.. Enumerable.Range(100, 15).Select(status => $"http://h/a: answered {status}")]));

    private static IEnumerable<(string, string?)> Lines(string[] reasons)
    {
        var run = Records.Record("a", 1);
        var pool = run.Pools[0] with { Jobs = new JobCounts(reasons.Length, 0, reasons.Length, 0), Failures = [.. reasons.Select(reason => new FailureCount(reason, 1))] };
        return FailureText.Of(run with { Pools = [pool] }, pool);
    }
}
