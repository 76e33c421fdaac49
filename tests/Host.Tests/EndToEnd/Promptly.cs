using System.Globalization;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>For specs with a bound in seconds: a machine that others use stalls now and then, a command that is slow is slow each time.</summary>
internal static class Promptly
{
    private const int Attempts = 3;

    /// <summary>Does something again until it is done in time, three times at most; fails if it never is.</summary>
    /// <param name="limit">What is in time.</param>
    /// <param name="act">Returns how long it took, and what came of it.</param>
    /// <returns>What came of it when it was in time.</returns>
    public static async Task<T> WithinAsync<T>(TimeSpan limit, Func<Task<(TimeSpan Took, T Outcome)>> act)
    {
        List<string> took = [];
        while (took.Count < Attempts)
        {
            var (time, outcome) = await act();
            if (time < limit)
            {
                return outcome;
            }

            took.Add(time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture));
        }

        Assert.Fail($"not within {limit.TotalSeconds} s: {string.Join(", ", took)}");
        throw new InvalidOperationException("unreachable");
    }
}
