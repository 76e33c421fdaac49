using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class NormalSpecs
{
    // Of the table in Abramowitz and Stegun, 26.1.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447461)]
    [InlineData(-1, 0.1586552539)]
    [InlineData(1.96, 0.9750021049)]
    [InlineData(-3, 0.0013498980)]
    public void Probabilities_are_those_of_published_tables(double z, double probability) => Assert.Equal(probability, Normal.Cumulative(z), 7.5e-8);
}
