using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Jobs;

public sealed class JobResultSpecs
{
    // It would be taken for a result.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_failure_has_a_reason(string? reason) => Assert.ThrowsAny<ArgumentException>(() => JobResult.Failed(reason!));

    [Fact]
    public void A_reason_is_one_line() => Assert.Equal("no stock left", JobResult.Failed("no stock\nleft").Failure);
}
