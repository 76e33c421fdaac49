namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>The tests accept the sampler and reject what is nearly as good.</summary>
public sealed class UniformitySpecs
{
    private const double Suspicious = 1e-4;
    private const double Impossible = 1e-9;

    private static readonly Dictionary<string, Sampling> Right = new()
    {
        ["numbers chosen by coins"] = TinySampling.Dense,
        ["numbers drawn with repetition, repetitions dropped"] = TinySampling.Sparse,
        ["the plans that such sizes really get"] = TinySampling.Real,
        ["a shuffle of the whole range, cut"] = WrongSamplings.Correct,
    };

    private static readonly Dictionary<string, Sampling> Wrong = new()
    {
        ["modulo bias"] = (range, items, seed) => TinySampling.OneBucket(new ModuloBias(seed), range, items),
        ["no word drawn again"] = (range, items, seed) => TinySampling.OneBucket(new NeverDrawnAgain(seed), range, items),
        ["Sattolo"] = (range, items, seed) => TinySampling.Dense(new Sattolo(seed), range, items),
        ["off by one"] = (range, items, seed) => TinySampling.Dense(new NeverTheFirst(seed), range, items),
        ["swapped with any"] = (range, items, seed) => TinySampling.Dense(new SwappedWithAny(seed), range, items),
        ["not shuffled"] = (range, items, seed) => TinySampling.Dense(new NotShuffled(seed), range, items),
        ["stream reused in every bucket"] = (range, items, seed) => TinySampling.Dense(new OneShuffleForAllBuckets(seed), range, items),
        ["bucket order kept"] = (range, items, seed) => TinySampling.Dense(new BucketsInOrder(seed), range, items),
        ["digits of used coins"] = (range, items, seed) => TinySampling.Dense(new DigitsOfUsedCoins(seed), range, items),
        ["unfair coins"] = (range, items, seed) => TinySampling.Dense(new UnfairCoins(seed), range, items),
        ["repeated coins"] = (range, items, seed) => TinySampling.Dense(new RepeatedCoins(seed), range, items),
        ["unfair coins, few of many"] = (range, items, seed) => TinySampling.Sparse(new UnfairCoins(seed), range, items),
        ["not shuffled, few of many"] = (range, items, seed) => TinySampling.Sparse(new NotShuffled(seed), range, items),
        ["missing fix-up: cut before shuffled"] = WrongSamplings.CutBeforeShuffled,
        ["missing fix-up: filled up from below"] = WrongSamplings.FilledUpFromBelow,
        ["half from each half"] = WrongSamplings.HalfFromEachHalf,
        ["with repetitions"] = WrongSamplings.WithRepetitions,
        ["bijection"] = WrongSamplings.Bijection,
        ["sorted by short keys"] = WrongSamplings.SortedByShortKeys,
        ["Floyd without shuffle"] = WrongSamplings.FloydUnshuffled,
        ["reservoir"] = WrongSamplings.Reservoir,
        ["never the highest"] = WrongSamplings.NeverTheHighest,
        ["few seeds"] = WrongSamplings.FewSeeds,
    };

    public static TheoryData<string> RightOnes => [.. Right.Keys];

    public static TheoryData<string> WrongOnes => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(RightOnes))]
    public void Samples_are_uniform_over_all_ordered_outcomes(string way) =>
        Assert.All(UniformityBattery.Tests, test => Assert.InRange(test(Right[way]), Suspicious, 1));

    [Theory]
    [MemberData(nameof(WrongOnes))]
    public void A_wrong_way_of_sampling_is_rejected(string way) => Assert.True(IsRejected(Wrong[way]), way);

    [Fact]
    public void Probabilities_are_themselves_uniform_over_the_seeds()
    {
        // Each of 400 tests of its own 480 samples; the greatest distance from the diagonal, by Kolmogorov's distribution.
        const int Tests = 400;
        const int Trials = 480;
        var ordered = Enumerable.Range(0, Tests)
            .Select(test => UniformityBattery.OrderedOutcomes(TinySampling.Dense, 4, 4, Trials, (ulong)(test * Trials)))
            .Order()
            .ToArray();
        var distance = ordered.Select((probability, rank) => Math.Max(probability - ((double)rank / Tests), ((rank + 1.0) / Tests) - probability)).Max();

        // 1.95 ÷ √n is the distance that one in a thousand exceeds.
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(Tests));
    }

    private static bool IsRejected(Sampling sampling)
    {
        try
        {
            return UniformityBattery.Tests.Any(test => test(sampling) < Impossible);
        }
        catch (NotASample)
        {
            return true;
        }
    }
}
