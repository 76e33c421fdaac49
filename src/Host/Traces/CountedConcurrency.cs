using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>Mean concurrency as the instrument counted it: the second witness beside the trace.</summary>
/// <param name="Error">Standard error by batch means, as neighbouring samples resemble each other.</param>
internal readonly record struct CountedConcurrency(double Mean, double Error, int Samples)
{
    // Twenty batches, as is usual for batch means (Law and Kelton, Simulation Modeling and Analysis, 9.5.3).
    private const int Batches = 20;

    public static CountedConcurrency? Of(IReadOnlyList<InFlightSample> samples, Span span)
    {
        var counts = samples.Where(sample => sample.At >= span.Begin && sample.At <= span.End).Select(sample => sample.Jobs).ToArray();
        if (counts.Length < Batches)
        {
            return null;
        }

        var means = new double[Batches];
        for (var batch = 0; batch < Batches; batch++)
        {
            var from = batch * counts.Length / Batches;
            var to = (batch + 1) * counts.Length / Batches;
            means[batch] = counts[from..to].Average();
        }

        var mean = counts.Average();
        var variance = means.Sum(value => (value - mean) * (value - mean)) / (Batches - 1);
        return new CountedConcurrency(mean, Math.Sqrt(variance / Batches), counts.Length);
    }
}
