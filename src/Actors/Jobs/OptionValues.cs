using System.Globalization;

namespace Mul.Actors.Jobs;

/// <summary>What was chosen for a workload's options, the rest at their defaults.</summary>
public sealed class OptionValues
{
    private readonly Dictionary<string, string> _values;
    private readonly Dictionary<string, WorkloadOption> _options;

    /// <exception cref="UserException">A name is no option of the workload, or a value or a default cannot be read in its unit.</exception>
    public OptionValues(IEnumerable<WorkloadOption> options, IReadOnlyDictionary<string, string> chosen, Uri? origin = null)
    {
        _options = options.ToDictionary(option => option.Name);
        _values = _options.Values.ToDictionary(option => option.Name, option => option.Default);
        Origin = origin;
        foreach (var option in _options.Values)
        {
            // Empty means not set, and is no value in any unit.
            if (option.Default.Length > 0)
            {
                Check(option, option.Default, ", its default");
            }
        }

        foreach (var (name, value) in chosen)
        {
            if (!_options.TryGetValue(name, out var option))
            {
                throw new UserException(Unknown(name));
            }

            if (value != option.Default)
            {
                Check(option, value);
            }

            _values[name] = value;
        }
    }

    /// <summary>The origin server that was started for this run, or null.</summary>
    public Uri? Origin { get; }

    /// <summary>Every option with its value's text.</summary>
    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>The same with paths in full, each folder in one spelling: another process may be in another folder.</summary>
    internal IReadOnlyDictionary<string, string> WithFullPaths => _values.ToDictionary(
        value => value.Key,
        value => value.Value.Length > 0 && _options[value.Key].Unit == OptionUnit.Path ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(value.Value)) : value.Value);

    public OptionValues WithOrigin(Uri origin) => new(_options.Values, _values, origin);

    /// <summary>Whether it has a value: one whose default is empty may have none.</summary>
    /// <exception cref="ArgumentException">The workload has no option of this name.</exception>
    public bool IsSet(string name) => Text(name).Length > 0;

    /// <summary>As it was written; empty if it is not set.</summary>
    /// <exception cref="ArgumentException">The workload has no option of this name.</exception>
    public string Text(string name) => _values.TryGetValue(name, out var text) ? text : throw new ArgumentException(Unknown(name));

    /// <summary>From 0.</summary>
    /// <exception cref="ArgumentException">The workload has no option of this name, or it is not set, or is no count.</exception>
    public int Count(string name) => Read(name, Units.ParseCount);

    /// <exception cref="ArgumentException">The workload has no option of this name, or it is not set, or is no duration.</exception>
    public TimeSpan Duration(string name) => Read(name, Units.ParseDuration);

    /// <summary>Bytes.</summary>
    /// <exception cref="ArgumentException">The workload has no option of this name, or it is not set, or is no size.</exception>
    public long Size(string name) => Read(name, Units.ParseSize);

    /// <summary>From 0 to 1.</summary>
    /// <exception cref="ArgumentException">The workload has no option of this name, or it is not set, or is no fraction.</exception>
    public double Fraction(string name) => Read(name, Units.ParseFraction);

    /// <exception cref="ArgumentException">The workload has no option of this name, or it is not set, or is no flag.</exception>
    public bool Flag(string name) => Read(name, text => bool.TryParse(text, out var flag) ? flag : default(bool?));

    private T Read<T>(string name, Func<string, T?> parse)
        where T : struct =>
        parse(Text(name)) ?? throw new ArgumentException(IsSet(name)
            ? $"--{name} {Text(name)} is read in another unit than the option's, which is {_options[name].Unit}."
            : $"--{name} is not set. Ask for {nameof(IsSet)} before its value, or give the option a default.");

    private string Unknown(string name) =>
        $"--{name} is not an option of this workload. It has: {string.Join(", ", _options.Keys.Select(key => "--" + key))}.";

    private static void Check(WorkloadOption option, string value, string origin = "")
    {
        var (readable, example) = option.Unit switch
        {
            OptionUnit.Count => (Units.ParseCount(value) is not null, "a whole number up to 2,147,483,647, as 100"),
            OptionUnit.Duration => (Units.ParseDuration(value) is not null, Units.ExpectedDuration),
            OptionUnit.Size => (Units.ParseSize(value) is not null, Units.ExpectedSize),
            OptionUnit.Fraction => (Units.ParseFraction(value) is not null, Units.ExpectedFraction),
            OptionUnit.Flag => (bool.TryParse(value, out _), "true or false"),
            OptionUnit.Path or OptionUnit.Text => (true, ""),
            _ => throw new ArgumentOutOfRangeException(nameof(option), option.Unit, "unknown unit"),
        };
        if (!readable)
        {
            throw new UserException(string.Create(CultureInfo.InvariantCulture, $"--{option.Name} {value}{origin}: expected {example}."));
        }
    }
}
