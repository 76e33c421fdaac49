namespace Mul.Host.Profiles.Knowledge;

/// <summary>The name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>Asks whether the nearest candidate was meant, or null.</summary>
    public static string? Question(string name, IEnumerable<string> candidates) => To(name, candidates) is { } nearest ? Question(nearest) : null;

    public static string Question(string meant) => $"Did you mean {meant}?";

    /// <summary>
    /// The candidate with the fewest insertions, deletions, substitutions and swaps of neighbours from
    /// <paramref name="name"/>; if more than a third of the name would have to change, the shortest candidate that is made of
    /// the same words and others (<c>cpu</c> → <c>cpu-dispatcher</c>), or null.
    /// </summary>
    /// <remarks>Damerau and Levenshtein's distance in its restricted form (optimal string alignment), case ignored.</remarks>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        var all = candidates as IReadOnlyCollection<string> ?? [.. candidates];
        return Near(name, all) ?? SharingWords(name, all);
    }

    /// <summary>The candidate that is <paramref name="name"/> without its path, or misspelled; or null.</summary>
    public static string? Near(string name, IReadOnlyCollection<string> candidates) => EndingWith(name, candidates) ?? Typo(name, candidates);

    // A dispatcher of Akka.NET's without its path.
    private static string? EndingWith(string name, IEnumerable<string> candidates) =>
        name.Length < 3 ? null : candidates.FirstOrDefault(candidate => candidate.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The candidate of which <paramref name="name"/> is a misspelling, or null.</summary>
    public static string? Typo(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate, limit);
            if (distance <= limit && (nearest is null || distance < limit))
            {
                (nearest, limit) = (candidate, distance);
            }
        }

        return nearest;
    }

    private static string? SharingWords(string name, IEnumerable<string> candidates) => name.Length < 3 ? null
        : candidates.Where(candidate => Contains(candidate, name) || Contains(name, candidate))
            .OrderBy(candidate => candidate.Length)
            .FirstOrDefault();

    private static bool Contains(string whole, string part)
    {
        var words = Words(whole);
        return part.Length >= 3 && Array.TrueForAll(Words(part), word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
    }

    private static string[] Words(string name) => name.Split('-', '.', '/');

    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return int.MaxValue;
        }

        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            table[row, 0] = row;
        }

        for (var column = 0; column <= right.Length; column++)
        {
            table[0, column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            for (var column = 1; column <= right.Length; column++)
            {
                var substitution = table[row - 1, column - 1] + (Same(left[row - 1], right[column - 1]) ? 0 : 1);
                var least = Math.Min(substitution, Math.Min(table[row - 1, column], table[row, column - 1]) + 1);
                var swapped = row > 1 && column > 1
                    && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]);
                table[row, column] = swapped ? Math.Min(least, table[row - 2, column - 2] + 1) : least;
            }
        }

        return table[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
