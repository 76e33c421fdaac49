using Mul.Actors.Jobs;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Statistics;
using Mul.Host.Tests.Reports;

namespace Mul.Host.Tests.Experiments.Comparing;

public sealed class UnpairedRecordsSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-specs-");

    [Fact]
    public void Each_profile_of_another_day_is_held_against_itself_and_the_report_warns()
    {
        var ledgers = TracedLedger.LoadAll([Copy("monday"), Copy("tuesday")]);
        var record = UnpairedRecords.Of(ledgers);

        Assert.False(record.Interleaved);
        Assert.Equal(
            [("steady (monday)", "steady (tuesday)"), ("quick|er (monday)", "quick|er (tuesday)"), ("broken (monday)", "broken (tuesday)")],
            record.Comparisons.Select(comparison => (comparison.Baseline, comparison.Candidate)));
        Assert.Empty(record.Best);
        Assert.Contains("Not interleaved: drift is not controlled", MarkdownReport.Of(ReportSource.Of(record, ledgers)), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_ledgers_have_the_ratio_1_and_are_not_called_the_same_by_six_samples_that_scatter()
    {
        var comparison = UnpairedRecords.Of(TracedLedger.LoadAll([Copy("monday"), Copy("tuesday")])).Comparisons[0];

        Assert.Equal(1, comparison.Ratio!.Value, 12);
        Assert.Equal(Verdict.Inconclusive, comparison.Verdict);
        Assert.Equal(1, comparison.Low!.Value * comparison.High!.Value, 12);
    }

    [Fact]
    public void A_profile_that_lost_jobs_on_one_day_has_no_ratio()
    {
        var comparison = UnpairedRecords.Of(TracedLedger.LoadAll([Copy("monday"), Copy("tuesday")])).Comparisons[2];

        Assert.Equal(Verdict.Invalid, comparison.Verdict);
        Assert.StartsWith("broken (monday): block 2: =1+1 failed", comparison.Invalid, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_candidate_alone_has_lost_is_said_as_within_one_ledger()
    {
        var ledgers = TracedLedger.LoadAll([Copy("monday", text => text.Replace("broken", "gone", StringComparison.Ordinal)), Copy("tuesday")]);

        Assert.StartsWith("block 2: =1+1 failed", UnpairedRecords.Of(ledgers).Comparisons[2].Invalid, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_the_first_ledger_does_not_have_is_held_against_its_baseline()
    {
        var ledgers = TracedLedger.LoadAll([Copy("monday"), Copy("tuesday", text => text.Replace("quick|er", "other", StringComparison.Ordinal))]);

        Assert.Contains(("steady (monday)", "other (tuesday)"), UnpairedRecords.Of(ledgers).Comparisons.Select(comparison => (comparison.Baseline, comparison.Candidate)));
    }

    [Theory]
    [InlineData("\"seed\":7,\"warmup\"", "\"seed\":8,\"warmup\"", "another seed")]
    [InlineData("\"jobs\":\"4\"", "\"jobs\":\"5\"", "another --jobs")]
    [InlineData("\"warmup\":3,\"rate\"", "\"warmup\":0,\"rate\"", "another --warmup")]
    public void Ledgers_of_other_work_are_refused(string old, string changed, string reason)
    {
        var ledgers = TracedLedger.LoadAll([Copy("monday"), Copy("tuesday", text => text.Replace(old, changed, StringComparison.Ordinal))]);

        var mistake = Assert.Throws<UserException>(() => UnpairedRecords.Of(ledgers));
        Assert.Contains(reason, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ledgers_of_one_name_are_told_apart_by_their_place()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "a"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "b"));

        var ledgers = TracedLedger.LoadAll([Copy("a/x"), Copy("b/x")]);

        Assert.Equal(["x#1", "x#2"], ledgers.Select(ledger => ledger.Label));
    }

    [Fact]
    public void Even_where_one_of_them_is_named_as_if_it_had_a_place()
    {
        var ledgers = TracedLedger.LoadAll([Copy("x"), Copy("x"), Copy("x#1")]);

        Assert.Equal(["x#1", "x#2", "x#1#3"], ledgers.Select(ledger => ledger.Label));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Copy(string name, Func<string, string>? change = null)
    {
        var path = Path.Combine(_folder.FullName, name + ".jsonl");
        var text = File.ReadAllText(Stored.Ledger);
        File.WriteAllText(path, change is null ? text : change(text));
        return path;
    }
}
