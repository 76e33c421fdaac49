namespace Mul.Host.Tests.Statistics;

/// <summary>Samples as a noisy machine makes them, with a ratio that is known.</summary>
/// <remarks>
/// The logarithm of a time is a random walk from sample to sample (step 1.25 %), a trend over the session (N(0, 5 %) from its first
/// sample to its last), noise (N(0, 2 %)) and in one sample of ten a spike (exponential, mean 10 %). Blocks run both profiles
/// in random order.
/// </remarks>
internal static class SyntheticComparison
{
    public static (double[] Baseline, double[] Candidate) Of(double ratio, int blocks, Random random)
    {
        var (baseline, candidate) = (new double[blocks], new double[blocks]);
        var trend = 0.05 * Draw.Normal(random);
        var walk = 0.0;
        for (var block = 0; block < blocks; block++)
        {
            var candidateFirst = random.Next(2) == 0;
            for (var place = 0; place < 2; place++)
            {
                walk += 0.0125 * Draw.Normal(random);
                var drift = walk + trend * (2 * block + place) / (2 * blocks - 1);
                var noise = 0.02 * Draw.Normal(random) + (random.NextDouble() < 0.1 ? 0.1 * Draw.Exponential(random) : 0);
                var isCandidate = candidateFirst == (place == 0);
                (isCandidate ? candidate : baseline)[block] = Math.Exp(drift + noise) * (isCandidate ? ratio : 1);
            }
        }

        return (baseline, candidate);
    }
}
