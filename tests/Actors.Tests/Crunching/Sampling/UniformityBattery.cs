namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>A way to take a sample; the seed is all that differs from time to time.</summary>
internal delegate int[] Sampling(int range, int items, ulong seed);

/// <summary>Tests that a uniform way of sampling passes and a wrong one does not: each gives the probability that chance alone looks as bad.</summary>
/// <remarks>The seeds are 0, 1, 2, …: what a way of sampling gets here is always the same.</remarks>
internal static class UniformityBattery
{
    /// <summary>Each gives a probability, unless a sample is none.</summary>
    public static IReadOnlyList<Func<Sampling, double>> Tests { get; } =
    [
        sampling => OrderedOutcomes(sampling, range: 4, items: 4, trials: 6_000),
        sampling => OrderedOutcomes(sampling, range: 5, items: 3, trials: 12_000),
        sampling => OrderedOutcomes(sampling, range: 6, items: 2, trials: 6_000),
        sampling => Sets(sampling, range: 8, items: 4, trials: 14_000),
        sampling => Inclusion(sampling, range: 64, items: 24, trials: 6_000),
        sampling => Inclusion(sampling, range: 200, items: 3, trials: 20_000),
        sampling => PlacesOfNumbers(sampling, size: 16, trials: 6_000),
        sampling => Ascents(sampling, range: 96, items: 64, distance: 1, trials: 4_000),
        sampling => Ascents(sampling, range: 96, items: 64, distance: 16, trials: 4_000),
        sampling => Repetitions(sampling, range: 100, items: 50, trials: 1_000),
    ];

    /// <summary>All ordered outcomes are equally frequent.</summary>
    public static double OrderedOutcomes(Sampling sampling, int range, int items, int trials, ulong firstSeed = 0) =>
        EquallyFrequent(Samples(sampling, range, items, trials, firstSeed), range, Orders(range, items));

    /// <summary>All sets are equally frequent, whatever their order.</summary>
    private static double Sets(Sampling sampling, int range, int items, int trials) =>
        EquallyFrequent(Samples(sampling, range, items, trials).Select(sample => sample.Order()), range, Orders(range, items) / Orders(items, items));

    private static double EquallyFrequent(IEnumerable<IEnumerable<int>> samples, int range, int outcomes)
    {
        var counts = samples
            .CountBy(sample => sample.Aggregate(0L, (outcome, number) => (outcome * range) + number))
            .Select(counted => counted.Value)
            .ToArray();
        return ChiSquare.UpperTail(ChiSquare.OfEqual([.. counts, .. new int[outcomes - counts.Length]]), outcomes - 1);
    }

    private static int Orders(int range, int items) => Enumerable.Range(range - items + 1, items).Aggregate(1, (product, factor) => product * factor);

    /// <summary>All numbers are chosen equally often. Chosen without replacement they vary less, by (range − 1) ÷ range.</summary>
    private static double Inclusion(Sampling sampling, int range, int items, int trials)
    {
        var counts = new int[range];
        foreach (var number in Samples(sampling, range, items, trials).SelectMany(sample => sample))
        {
            counts[number]++;
        }

        var part = (double)items / range;
        var statistic = counts.Sum(count => Math.Pow(count - (trials * part), 2)) / (trials * part * (1 - part));
        return ChiSquare.UpperTail(statistic * (range - 1) / range, range - 1);
    }

    /// <summary>In a shuffle every number is equally often in every place: rows and columns have fixed sums.</summary>
    private static double PlacesOfNumbers(Sampling sampling, int size, int trials)
    {
        var counts = new int[size * size];
        foreach (var sample in Samples(sampling, size, size, trials))
        {
            for (var place = 0; place < size; place++)
            {
                counts[(place * size) + sample[place]]++;
            }
        }

        return ChiSquare.UpperTail(ChiSquare.OfEqual(counts) * (size - 1) / size, (size - 1) * (size - 1));
    }

    /// <summary>Of two numbers at a distance the second is as often greater as smaller, at the borders of buckets too.</summary>
    private static double Ascents(Sampling sampling, int range, int items, int distance, int trials)
    {
        // Pairs without a number in common are independent.
        var pairs = Enumerable.Range(0, items - distance).Where(place => place % (2 * distance) < distance).ToArray();
        var ascents = new int[pairs.Length];
        var together = new int[pairs.Length + 1];
        foreach (var sample in Samples(sampling, range, items, trials))
        {
            var ascending = 0;
            for (var pair = 0; pair < pairs.Length; pair++)
            {
                var ascends = sample[pairs[pair]] < sample[pairs[pair] + distance] ? 1 : 0;
                ascents[pair] += ascends;
                ascending += ascends;
            }

            together[ascending]++;
        }

        // Each pair for itself, and how many ascend in one sample: reused randomness shows in the second only.
        var each = ascents.Sum(count => Math.Pow(count - (trials / 2.0), 2)) / (trials / 4.0);
        var spread = together.Select((count, ascending) => count * Math.Pow(ascending - (pairs.Length / 2.0), 2)).Sum() / (pairs.Length / 4.0);
        return Math.Min(ChiSquare.UpperTail(each, pairs.Length), TwoSided(spread, trials));
    }

    /// <summary>Two seeds give two samples.</summary>
    private static double Repetitions(Sampling sampling, int range, int items, int trials) =>
        Samples(sampling, range, items, trials).Select(sample => string.Join(',', sample)).Distinct().Count() == trials ? 1 : 0;

    // The spread of binomials is chi-square only in the limit; twice the smaller tail is near enough for so many trials.
    private static double TwoSided(double statistic, double degrees)
    {
        var upper = ChiSquare.UpperTail(statistic, degrees);
        return 2 * Math.Min(upper, 1 - upper);
    }

    private static IEnumerable<int[]> Samples(Sampling sampling, int range, int items, int trials, ulong firstSeed = 0)
    {
        for (var trial = 0; trial < trials; trial++)
        {
            var sample = sampling(range, items, firstSeed + (ulong)trial);
            yield return sample.Length == items && sample.Distinct().Count() == items && sample.All(number => number >= 0 && number < range)
                ? sample
                : throw new NotASample();
        }
    }
}

/// <summary>Too few numbers, a number twice, or one that is not in the range.</summary>
internal sealed class NotASample : Exception;
