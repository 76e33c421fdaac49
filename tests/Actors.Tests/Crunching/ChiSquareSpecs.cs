namespace Mul.Actors.Tests.Crunching;

public sealed class ChiSquareSpecs
{
    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.8.
    [Theory]
    [InlineData(3.84146, 1, 0.05)]
    [InlineData(6.63490, 1, 0.01)]
    [InlineData(18.3070, 10, 0.05)]
    [InlineData(3.94030, 10, 0.95)]
    [InlineData(124.342, 100, 0.05)]
    [InlineData(149.449, 100, 0.001)]
    public void The_tail_is_that_of_the_tables(double statistic, double degrees, double tail) =>
        Assert.Equal(tail, ChiSquare.UpperTail(statistic, degrees), tail * 1e-4);

    [Fact]
    public void Counts_are_compared_with_their_mean() => Assert.Equal(2.0, ChiSquare.OfEqual([8, 12, 10, 10, 8, 12]) * 10 / 8, 1e-12);
}
