using System.Diagnostics;
using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles;

public sealed class CorpusSpecs
{
    public static IEnumerable<object[]> Names => CorpusEntry.ReadAll().Select(entry => new object[] { entry.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_profile_of_the_corpus_is_judged_as_a_colleague_would(string name)
    {
        var entry = CorpusEntry.ReadAll().Single(entry => entry.Name == name);

        var found = Examine(entry).Problems;

        var readable = string.Join('\n', found.Select(problem => $"{problem.Severity} {problem}"));
        foreach (var expected in entry.Expected)
        {
            Assert.True(
                found.Any(problem => problem.Severity == expected.Severity && problem.Line == expected.Line
                    && problem.ToString().Contains(expected.Words, StringComparison.Ordinal)),
                $"expected {expected.Severity} in line {expected.Line}: {expected.Words}\nfound:\n{readable}");
        }

        Assert.True(found.Count == entry.Expected.Count, $"expected {entry.Expected.Count} problems, found:\n{readable}");
    }

    [Fact]
    public void The_corpus_has_at_least_eighty_profiles_each_with_a_name_of_its_own()
    {
        var names = CorpusEntry.ReadAll().Select(entry => entry.Name).ToList();

        Assert.True(names.Count >= 80, $"{names.Count}");
        Assert.Equal(names.Distinct(), names);
    }

    // Work, not waiting: the clock of the processor does not run while a loaded machine does something else.
    [Fact]
    public void No_answer_takes_a_second_of_work()
    {
        var entries = CorpusEntry.ReadAll();
        Examine(entries[0]);

        foreach (var entry in entries)
        {
            var before = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            Examine(entry);
            var work = Environment.CpuUsage.TotalTime - before;
            Assert.True(work < TimeSpan.FromSeconds(1) || clock.Elapsed < TimeSpan.FromSeconds(1), $"{entry.Name}: {work}");
        }
    }

    private static Examination Examine(CorpusEntry entry) =>
        ProfileExamination.Of(new ProfileSource("x", "x.hocon", entry.Text), FakeWorkload.All, wanted: null, cores: 2);
}
