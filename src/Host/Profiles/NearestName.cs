namespace Mul.Host.Profiles;

/// <summary>The name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate with the fewest insertions, deletions, substitutions and swaps of neighbours from
    /// <paramref name="name"/>, or null if none is near: more than a third of the name would have to change.
    /// </summary>
    /// <remarks>Damerau and Levenshtein's distance in its restricted form (optimal string alignment), case ignored.</remarks>
    public static string? To(string name, IEnumerable<string> candidates)
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
