using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary>A kind of value: how its text is read, and what somebody is told who wrote something else.</summary>
/// <param name="Unit">Stands for the value in <c>--help</c>.</param>
/// <param name="Expected">As <c>a duration, as 120ms or 2s</c>; the end of a sentence.</param>
/// <param name="Parse">Null for what cannot be read.</param>
internal sealed record ValueKind<T>(string Unit, string Expected, Func<string, T?> Parse)
    where T : struct
{
    /// <param name="option">Whose value it is, for the message.</param>
    /// <exception cref="UserException">The text is none of this kind.</exception>
    public T Read(string option, string text) => Parse(text) ?? throw new UserException($"{option} {text}: expected {Expected}.");
}

/// <summary>The kinds of values that options have.</summary>
internal static class ValueKinds
{
    public static ValueKind<ulong> Seed { get; } = new("n", "a whole number from 0 to 18,446,744,073,709,551,615", text => ulong.TryParse(Units.Ungrouped(text), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : null);

    public static ValueKind<int> Port { get; } = new("port", "a port from 0 to 65535", text => Units.ParseCount(text) is { } port and <= 65_535 ? port : null);

    public static ValueKind<int> Cores { get; } = Count(1, 65_536);

    /// <summary>Jobs per second.</summary>
    public static ValueKind<double> Rate { get; } = new(
        "jobs/s",
        "a number greater than 0, as 50 or 0.5",
        text => double.TryParse(Units.Ungrouped(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < double.PositiveInfinity ? rate : null);

    public static ValueKind<TimeSpan> Duration { get; } = new("duration", Units.ExpectedDuration, Units.ParseDuration);

    /// <summary>For what cannot be done in no time.</summary>
    public static ValueKind<TimeSpan> Patience { get; } = new(
        "duration", "a duration greater than 0 and at most 1000h, as 60s or 10min", text => Units.ParseDuration(text) is { } duration && duration > TimeSpan.Zero ? duration : null);

    public static ValueKind<long> Size { get; } = new("bytes", Units.ExpectedSize, Units.ParseSize);

    public static ValueKind<double> Fraction { get; } = new("0..1", Units.ExpectedFraction, Units.ParseFraction);

    /// <summary>As a part of 1.</summary>
    public static ValueKind<double> Percentage { get; } = new("x%", "a percentage greater than 0 % and at most 100 %, as 3%", text => Units.ParseFraction(text) is { } fraction and > 0 ? fraction : null);

    /// <param name="most">Default: 2,147,483,647.</param>
    public static ValueKind<int> Count(int least, int most = int.MaxValue) => new(
        "n",
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most:#,0}"),
        text => Units.ParseCount(text) is { } count && count >= least && count <= most ? count : null);

    /// <summary>One of the names that an enum's values have in JSON.</summary>
    public static ValueKind<TEnum> Named<TEnum>()
        where TEnum : struct, Enum => OneOf(EnumNames.Of<TEnum>(), EnumNames.Find<TEnum>);

    public static ValueKind<T> OneOf<T>(IReadOnlyList<string> names, Func<string, T?> find)
        where T : struct => new("name", $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}", find);
}
