using System.Globalization;
using Mul.Host.Statistics;
using Xunit.Abstractions;

namespace Mul.Host.Tests.Statistics;

/// <summary>Prints its table with <c>dotnet test tests/Host.Tests --filter SyntheticComparisonSpecs --logger "console;verbosity=detailed"</c>.</summary>
public sealed class SyntheticComparisonSpecs(ITestOutputHelper output)
{
    private const int Comparisons = 2000;
    private const int Blocks = 10;

    [Fact]
    public void Ten_blocks_on_a_noisy_machine_find_what_is_there_and_little_else()
    {
        var (equal, five, ten) = (Study(1, seed: 1), Study(1.05, seed: 2), Study(1.10, seed: 3));
        output.WriteLine("| true ratio | interval excludes 1 | faster | slower | same | inconclusive | wrong verdict | interval covers the ratio |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        Assert.All(new[] { equal, five, ten }, study => output.WriteLine(study.ToString()));

        Assert.InRange(equal.ExcludesOne, 0, 0.062);
        Assert.InRange(five.ExcludesOne, 0.65, 1);
        Assert.InRange(ten.Of(Verdict.Slower), 0.75, 1);
        Assert.All(new[] { equal, five, ten }, study =>
        {
            Assert.InRange(study.Wrong, 0, 0.01);
            Assert.InRange(study.Covers, 0.93, 0.97);
        });
    }

    private static Result Study(double ratio, int seed)
    {
        var random = new Random(seed);
        var found = Enumerable.Range(0, Comparisons).Select(_ =>
        {
            var (baseline, candidate) = SyntheticComparison.Of(ratio, Blocks, random);
            return Comparison.Of(baseline, [candidate], new Threshold())[0];
        }).ToArray();
        return new Result(ratio, found);
    }

    private sealed record Result(double Ratio, Comparison[] Found)
    {
        public double ExcludesOne => Share(comparison => comparison.Estimate.Low > 1 || comparison.Estimate.High < 1);

        public double Covers => Share(comparison => comparison.Estimate.Low <= Ratio && Ratio <= comparison.Estimate.High);

        public double Wrong => Share(comparison => comparison.Verdict is not Verdict.Inconclusive && comparison.Verdict != (Ratio > 1.03 ? Verdict.Slower : Verdict.Same));

        public double Of(Verdict verdict) => Share(comparison => comparison.Verdict == verdict);

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"| {Ratio:F2} | {ExcludesOne:P1} | {Of(Verdict.Faster):P1} | {Of(Verdict.Slower):P1} | {Of(Verdict.Same):P1} | {Of(Verdict.Inconclusive):P1} | {Wrong:P1} | {Covers:P1} |");

        private double Share(Func<Comparison, bool> property) => Found.Count(property) / (double)Found.Length;
    }
}
