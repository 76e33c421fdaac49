namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>Ways of sampling that look right and aren't.</summary>
internal static class WrongSamplings
{
    /// <summary>More are chosen than asked for, and cut off before the shuffle: high numbers are rare.</summary>
    public static int[] CutBeforeShuffled(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        while (true)
        {
            var chosen = Enumerable.Range(0, range).Where(_ => random.Next(4) > 0).ToArray();
            if (chosen.Length >= items)
            {
                return Shuffled(chosen[..items], random);
            }
        }
    }

    /// <summary>Fewer are chosen than asked for, and the lowest others fill up.</summary>
    public static int[] FilledUpFromBelow(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        var chosen = Enumerable.Range(0, range).Where(_ => random.Next(range) < items).ToList();
        chosen.AddRange(Enumerable.Range(0, range).Except(chosen).Take(Math.Max(0, items - chosen.Count)).ToArray());
        return Shuffled([.. chosen], random)[..items];
    }

    /// <summary>Each half of the range gives its share, exactly.</summary>
    public static int[] HalfFromEachHalf(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        var (low, high) = (Shuffled([.. Enumerable.Range(0, range / 2)], random), Shuffled([.. Enumerable.Range(range / 2, range - (range / 2))], random));
        return Shuffled([.. low[..(items / 2)], .. high[..(items - (items / 2))]], random);
    }

    /// <summary>With replacement.</summary>
    public static int[] WithRepetitions(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        return [.. Enumerable.Range(0, items).Select(_ => random.Next(range))];
    }

    /// <summary>A bijection, a · x + b modulo the range: distinct, in far too few orders.</summary>
    public static int[] Bijection(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        var factor = Enumerable.Repeat(0, int.MaxValue).Select(_ => random.Next(1, range + 1)).First(factor => Coprime(factor, range));
        var offset = random.Next(range);
        return [.. Enumerable.Range(0, items).Select(item => (int)((((long)factor * item) + offset) % range))];
    }

    /// <summary>Sorted by short random keys; equal keys keep their order.</summary>
    public static int[] SortedByShortKeys(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        return [.. Enumerable.Range(0, range).OrderBy(_ => random.Next(16)).Take(items)];
    }

    /// <summary>Floyd's algorithm without a shuffle: the set is uniform, its order is not (Bentley and Floyd, CACM 30, 1987).</summary>
    public static int[] FloydUnshuffled(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        var chosen = new List<int>();
        for (var last = range - items; last < range; last++)
        {
            var drawn = random.Next(last + 1);
            chosen.Add(chosen.Contains(drawn) ? last : drawn);
        }

        return [.. chosen];
    }

    /// <summary>Reservoir sampling, algorithm R: the set is uniform, its order is not.</summary>
    public static int[] Reservoir(int range, int items, ulong seed)
    {
        var random = new Random((int)seed);
        int[] chosen = [.. Enumerable.Range(0, items)];
        for (var number = items; number < range; number++)
        {
            var place = random.Next(number + 1);
            if (place < items)
            {
                chosen[place] = number;
            }
        }

        return chosen;
    }

    /// <summary>The highest number is never chosen unless all are.</summary>
    public static int[] NeverTheHighest(int range, int items, ulong seed) =>
        Shuffled([.. Enumerable.Range(0, items == range ? range : range - 1)], new Random((int)seed))[..items];

    /// <summary>Only eight bits of the seed count.</summary>
    public static int[] FewSeeds(int range, int items, ulong seed) => Correct(range, items, seed % 256);

    /// <summary>The others' shuffle by itself: right, and accepted.</summary>
    public static int[] Correct(int range, int items, ulong seed) => Shuffled([.. Enumerable.Range(0, range)], new Random((int)seed))[..items];

    private static int[] Shuffled(int[] numbers, Random random)
    {
        random.Shuffle(numbers);
        return numbers;
    }

    private static bool Coprime(int one, int other) => other == 0 ? one == 1 : Coprime(other, one % other);
}
