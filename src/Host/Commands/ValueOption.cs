using System.CommandLine;
using Mul.Actors.Jobs;

namespace Mul.Host.Commands;

/// <summary>An option whose text is read by its kind, so that every wrong value is refused in the same words.</summary>
internal sealed class ValueOption<T> : Option<string?>
    where T : struct
{
    private readonly ValueKind<T> _kind;

    /// <param name="standard">Its text where none is given, as a user would write it. Default: none.</param>
    public ValueOption(string name, string description, ValueKind<T> kind, string? standard = null)
        : base(name)
    {
        _kind = kind;
        Description = description;
        HelpName = kind.Unit;
        if (standard is not null)
        {
            DefaultValueFactory = _ => standard;
        }
    }

    /// <summary>Of an option that has a default.</summary>
    /// <exception cref="UserException">The value is none of its kind.</exception>
    public T Read(ParseResult result) => ReadIfGiven(result) ?? throw new InvalidOperationException($"{Name} has no default");

    /// <summary>Null if the option has no default and was not given.</summary>
    /// <exception cref="UserException">The value is none of its kind.</exception>
    public T? ReadIfGiven(ParseResult result) => result.GetValue(this) is { } text ? _kind.Read(Name, text) : null;
}
