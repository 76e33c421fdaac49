using System.Reflection;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
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

    [Fact]
    public void Of_a_long_reason_the_beginning_and_the_end_are_kept()
    {
        var reason = JobResult.Failed(new InvalidOperationException($"no stock {new string('x', 100_000)} left")).Failure!;

        Assert.Equal(500, reason.Length);
        Assert.StartsWith("InvalidOperationException: no stock xxx", reason, StringComparison.Ordinal);
        Assert.EndsWith("xxx left", reason, StringComparison.Ordinal);
        Assert.Single(reason, '…');
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public void No_letter_of_a_reason_is_halved(string before)
    {
        var reason = JobResult.Failed(before + string.Concat(Enumerable.Repeat("🍲", 1000)) + before).Failure!;

        Assert.InRange(reason.Length, 490, 500);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(reason)));
    }

    // What is wrapped around it says only that there was one.
    [Fact]
    public void A_reason_is_the_cause()
    {
        var cause = new InvalidOperationException("no stock");
        Exception[] wrapped =
        [
            new ActorInitializationException("", cause),
            new ConfigurationException("Configuration problem", cause),
            new TargetInvocationException(cause),
            new TypeInitializationException("Stock", new TypeLoadException("", cause)),
        ];

        Assert.All(wrapped, error => Assert.Equal("InvalidOperationException: no stock", JobResult.Failed(error).Failure));
        Assert.Equal("ConfigurationException: no such pool", JobResult.Failed(new ConfigurationException("no such pool")).Failure);
    }

    [Fact]
    public void A_reason_of_500_letters_is_whole() => Assert.Equal(new string('x', 500), JobResult.Failed(new string('x', 500)).Failure);
}
