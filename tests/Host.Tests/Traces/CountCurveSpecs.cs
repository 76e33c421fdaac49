using Mul.Host.Traces;

namespace Mul.Host.Tests.Traces;

public sealed class CountCurveSpecs
{
    [Fact]
    public void Few_changes_are_shown_one_by_one()
    {
        // One from 10 to 30, another from 20 to 40.
        var curve = CountCurve.Of([10, 20], [30, 40], new Span(0, 40), mostPoints: 10);

        Assert.Equal([new CurvePoint(0, 0, 0), new(10, 1, 1), new(20, 2, 2), new(30, 1, 1), new(40, 0, 0)], curve);
    }

    [Fact]
    public void One_that_goes_as_another_comes_changes_nothing()
    {
        var curve = CountCurve.Of([0, 10], [10, 20], new Span(0, 20), mostPoints: 10);

        Assert.Equal([new CurvePoint(0, 1, 1), new(20, 0, 0)], curve);
    }

    [Fact]
    public void Many_changes_become_means_and_greatest_counts_over_equal_parts_of_the_time()
    {
        // 0–10: one for half of the time; 10–20: one throughout, a second for a tenth of it.
        var curve = CountCurve.Of([2, 10, 12], [7, 13, 20], new Span(0, 20), mostPoints: 2);

        Assert.Equal([new CurvePoint(0, 0.5, 1), new(10, 1.1, 2)], curve);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    public void What_came_before_the_span_is_there_when_it_begins(int mostPoints)
    {
        // Another node's clock may say that a job was started before it was told.
        var curve = CountCurve.Of([-10, -5], [-2, 20], new Span(0, 20), mostPoints);

        Assert.Equal(new CurvePoint(0, 1, 1), curve[0]);
        Assert.Equal(curve.OrderBy(point => point.At), curve);
    }

    [Fact]
    public void What_happens_after_the_span_is_left_out()
    {
        var curve = CountCurve.Of([0, 50], [10, 60], new Span(0, 20), mostPoints: 10);

        Assert.Equal([new CurvePoint(0, 1, 1), new(10, 0, 0)], curve);
    }
}
