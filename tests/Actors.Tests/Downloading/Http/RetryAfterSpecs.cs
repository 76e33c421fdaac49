using Mul.Actors.Downloading.Http;

namespace Mul.Actors.Tests.Downloading.Http;

public sealed class RetryAfterSpecs
{
    private static readonly DateTimeOffset Now = new(1994, 11, 6, 8, 49, 7, TimeSpan.Zero);

    // The examples of RFC 9110, section 5.6.7.
    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", 30)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", 30)]
    [InlineData("Sun Nov  6 08:49:37 1994", 30)]
    [InlineData("Wed Nov 16 08:49:07 1994", 864_000)]
    [InlineData("Sun Nov  6 08:49:06 1994", 0)]
    public void A_date_may_have_any_of_the_forms_of_http(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(value, Now));
}
