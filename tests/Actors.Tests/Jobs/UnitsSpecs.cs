using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Jobs;

public sealed class UnitsSpecs
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("100", 100)]
    [InlineData("2,000,000", 2_000_000)]
    [InlineData("2_000_000", 2_000_000)]
    [InlineData("2147483647", int.MaxValue)]
    public void A_count_is_a_whole_number_whose_digits_may_be_grouped(string text, int count) =>
        Assert.Equal(count, Units.ParseCount(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("many")]
    [InlineData("2147483648")]
    public void What_is_no_count_is_refused(string text) => Assert.Null(Units.ParseCount(text));

    [Theory]
    [InlineData("120ms", 0.12)]
    [InlineData("2s", 2)]
    [InlineData("1.5 s", 1.5)]
    [InlineData("10min", 600)]
    [InlineData("10m", 600)]
    [InlineData("1h", 3600)]
    [InlineData("50us", 0.00005)]
    [InlineData("50µs", 0.00005)]
    [InlineData("0", 0)]
    [InlineData("0ms", 0)]
    [InlineData("2S", 2)]
    public void A_duration_has_its_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)), Units.ParseDuration(text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("ms")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("1 fortnight")]
    [InlineData("1e3s")]
    [InlineData("NaNs")]
    [InlineData("Infinitys")]
    [InlineData("1001h")]
    [InlineData("99999999999999999999h")]
    public void What_is_no_duration_is_refused(string text) => Assert.Null(Units.ParseDuration(text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1500", 1_500)]
    [InlineData("17B", 17)]
    [InlineData("40KB", 40_000)]
    [InlineData("40KiB", 40_960)]
    [InlineData("1.5MB", 1_500_000)]
    [InlineData("1MiB", 1_048_576)]
    [InlineData("3GB", 3_000_000_000)]
    [InlineData("3 GiB", 3_221_225_472)]
    public void A_size_is_bytes_decimal_or_binary(string text, long bytes) => Assert.Equal(bytes, Units.ParseSize(text));

    [Theory]
    [InlineData("")]
    [InlineData("KB")]
    [InlineData("-1KB")]
    [InlineData("ten")]
    [InlineData("1e6")]
    [InlineData("99999999999GB")]
    public void What_is_no_size_is_refused(string text) => Assert.Null(Units.ParseSize(text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.05", 0.05)]
    [InlineData("5%", 0.05)]
    [InlineData("100 %", 1)]
    [InlineData("1", 1)]
    public void A_fraction_is_a_number_up_to_1_or_a_percentage(string text, double fraction) => Assert.Equal(fraction, Units.ParseFraction(text));

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("5")]
    [InlineData("101%")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    [InlineData("0,5")]
    public void What_is_no_fraction_is_refused(string text) => Assert.Null(Units.ParseFraction(text));
}
