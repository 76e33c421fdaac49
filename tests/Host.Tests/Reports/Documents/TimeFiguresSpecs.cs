using Mul.Actors.Jobs;
using Mul.Host.Reports.Documents;
using Mul.Host.Tests.Experiments;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Reports.Documents;

public sealed class TimeFiguresSpecs
{
    // A line needs two points.
    [Fact]
    public void The_distribution_of_one_job_is_an_edge() =>
        Assert.Equal([[2, 0], [2, 1]], ServiceTimes(2));

    [Fact]
    public void A_distribution_begins_with_no_job_at_the_shortest_time() =>
        Assert.Equal([[1, 0], [1, 0.5], [3, 1]], ServiceTimes(3, 1));

    [Fact]
    public void Of_many_jobs_there_are_as_many_quantiles_as_a_picture_can_show()
    {
        var points = ServiceTimes([.. Enumerable.Range(1, 1000).Select(second => (double)second)]);

        Assert.Equal(201, points.Count);
        Assert.Equal([1, 0], points[0]);
        Assert.Equal([5, 0.005], points[1]);
        Assert.Equal([1000, 1], points[^1]);
    }

    private static IReadOnlyList<double?[]> ServiceTimes(params double[] seconds)
    {
        var trace = new MadeTrace(Handling.Blocking, [.. seconds.Select(time => Job(0, 0, time))]).ToTrace();
        var exemplar = new Exemplar("a", Records.Record("a", 1), () => trace);
        return TimeFigures.Distributions([new TracedExemplar(exemplar, trace)]).Single(figure => figure.Id == "service").Chart.Series[0].Points;
    }
}
