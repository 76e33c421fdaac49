using Akka.Configuration.Hocon;

namespace Mul.Host.Profiles.Knowledge;

/// <summary>What the value of a key may be.</summary>
/// <param name="Expected">As the end of "must be …".</param>
/// <param name="Accepts">Whether Akka.NET can use the text.</param>
internal sealed record ValueRule(string Expected, Func<string, bool> Accepts)
{
    public static ValueRule Text { get; } = new("a text", _ => true);

    public static ValueRule Switch { get; } = new("on or off", text => Reads(text, value => value.GetBoolean()));

    public static ValueRule Number { get; } = new("a number, as 0.5", text => Reads(text, value => value.GetDouble()));

    public static ValueRule Duration { get; } = new("a duration, as 200ms, 2s or 5 minutes", text => Reads(text, value => value.GetTimeSpan()));

    /// <summary>A list; its items are free.</summary>
    public static ValueRule List { get; } = new("a list in brackets, as [a, b]", _ => false);

    public static ValueRule Count(int atLeast) => new(
        FormattableString.Invariant($"a whole number of at least {atLeast}"),
        text => IntOf(text) is { } count && count >= atLeast);

    public static ValueRule Count(int atLeast, int atMost) => new(
        FormattableString.Invariant($"a whole number from {atLeast:#,0} to {atMost:#,0}"),
        text => IntOf(text) is { } count && count >= atLeast && count <= atMost);

    public static ValueRule Integer { get; } = new("a whole number", text => IntOf(text) is not null);

    public static ValueRule NumberFrom(double least, double most, string expected) => new(
        expected,
        text => Reads(text, value => value.GetDouble()) && Literal(text).GetDouble() is var number && number >= least && number <= most);

    /// <summary>In any case, as Akka.NET takes it.</summary>
    public static ValueRule OneOf(params string[] names) => OneOf(StringComparer.OrdinalIgnoreCase, names);

    /// <summary>As it is written here: Mul's own keys.</summary>
    public static ValueRule ExactlyOneOf(params string[] names) => OneOf(StringComparer.Ordinal, names);

    private static ValueRule OneOf(StringComparer comparer, string[] names) =>
        new($"one of {string.Join(", ", names)}", text => names.Contains(text, comparer)) { Names = names };

    /// <summary>What can be chosen from, for a suggestion.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>The number as Akka.NET reads it, or null if it cannot.</summary>
    public static int? IntOf(string? text) => text is not null && Reads(text, value => value.GetInt()) ? Literal(text).GetInt() : null;

    public static double? DoubleOf(string? text) => text is not null && Reads(text, value => value.GetDouble()) ? Literal(text).GetDouble() : null;

    public static TimeSpan? DurationOf(string? text) => text is not null && Reads(text, value => value.GetTimeSpan()) ? Literal(text).GetTimeSpan() : null;

    public static bool? SwitchOf(string? text) => text is not null && Reads(text, value => value.GetBoolean()) ? Literal(text).GetBoolean() : null;

    // Akka.NET itself decides what it can read, so that this never disagrees with the version in use.
    private static bool Reads<T>(string text, Func<HoconValue, T> read)
    {
        try
        {
            read(Literal(text));
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException or NotSupportedException or ArgumentException or NullReferenceException)
        {
            return false;
        }
    }

    private static HoconValue Literal(string text)
    {
        var value = new HoconValue();
        value.AppendValue(new HoconLiteral { Value = text });
        return value;
    }
}
