namespace Mul.Host.Profiles.Hocon;

/// <summary>A strict reading of HOCON that keeps line numbers.</summary>
/// <remarks>
/// It accepts only what Akka.NET 1.5.74's parser reads the same way. That parser never returns from <c>[1,2 }</c>,
/// overflows the stack on deep nesting, takes lines without <c>=</c> for parts of the next key, and drops what
/// follows a superfluous brace; all of that is refused here with its line.
/// </remarks>
internal sealed class HoconScanner
{
    /// <summary>Akka.NET's parser is recursive; a hundred levels are far from its limit and from any profile.</summary>
    public const int MaxDepth = 100;

    private readonly HoconCursor _cursor;
    private readonly HoconKeyScanner _keys;
    private readonly Layer _layer;
    private readonly string _file;

    private HoconScanner(string text, Layer layer, string file)
    {
        _cursor = new HoconCursor(text);
        _keys = new HoconKeyScanner(_cursor);
        _layer = layer;
        _file = file;
    }

    /// <exception cref="HoconSyntaxException">The text is not HOCON that Akka.NET reads as it is written.</exception>
    public static Section Scan(string text, Layer layer, string file) => new HoconScanner(text, layer, file).ScanRoot();

    private Section ScanRoot()
    {
        var root = new Section(Here());
        _cursor.SkipBlank();
        if (_cursor.Current == '<')
        {
            // As the App.config of Akka.NET on the .NET Framework.
            throw Error("this is XML", "Take the HOCON out of its CDATA into a file of its own.");
        }

        var openLine = _cursor.Line;
        if (!_cursor.TryTake('{'))
        {
            ScanMembers(root, openLine: null, depth: 0);
            return root;
        }

        ScanMembers(root, openLine, depth: 1);
        _cursor.SkipBlank();
        return _cursor.AtEnd ? root
            : throw Error("this stands after the closing brace of the whole file and would be ignored", "Remove the outer braces.");
    }

    private void ScanMembers(Section section, int? openLine, int depth)
    {
        CheckDepth(depth);
        while (true)
        {
            _cursor.SkipBlank();
            if (_cursor.AtEnd)
            {
                if (openLine is { } line)
                {
                    throw new HoconSyntaxException(line, "the { opened here is never closed", "Add the missing }.");
                }

                return;
            }

            switch (_cursor.Current)
            {
                case '}' when openLine is not null:
                    _cursor.Take();
                    return;
                case '}':
                    throw Error("this } closes nothing, and Akka.NET would ignore everything after it", "Remove it.");
                case ',':
                    throw Error("a comma cannot stand here: Akka.NET allows it only between settings written with =", "Remove it.");
                default:
                    ScanMember(section, openLine, depth);
                    break;
            }
        }
    }

    private void ScanMember(Section section, int? openLine, int depth)
    {
        var origin = Here();
        var path = _keys.Scan(openLine);
        CheckDepth(depth + path.Count);
        _cursor.SkipBlank();
        var owner = Owner(section, path, origin);
        var key = path[^1];
        if (_cursor.Current == '{')
        {
            ScanSection(owner, key, origin, depth + path.Count);
        }
        else if (_cursor.TryTake('=') || _cursor.TryTake(':'))
        {
            ScanAssigned(owner, key, origin, depth + path.Count);
        }
        else if (path is ["include"])
        {
            throw new HoconSyntaxException(origin.Line, "include is not supported by Akka.NET's parser, which crashes on it", "Write the included settings here.");
        }
        else
        {
            throw new HoconSyntaxException(origin.Line, $"{string.Join('.', path)} has no value", $"Write {key} = …, or begin a comment with #.");
        }
    }

    // As Akka.NET does: what was a value becomes a section when a longer key needs one.
    private static Section Owner(Section section, List<string> path, ConfigOrigin origin)
    {
        foreach (var key in path.Take(path.Count - 1))
        {
            section = SectionAt(section, key, origin);
        }

        return section;
    }

    private static Section SectionAt(Section section, string key, ConfigOrigin origin)
    {
        switch (section.Child(key))
        {
            case Section existing:
                return existing;
            case Unresolved:
                throw new HoconSyntaxException(origin.Line, $"{key} is a ${{…}} and is given further settings here", "Write its settings out.");
            default:
                var added = new Section(origin);
                section.Set(key, added);
                return added;
        }
    }

    private void ScanSection(Section owner, string key, ConfigOrigin origin, int depth)
    {
        var openLine = _cursor.Line;
        _cursor.Take();
        ScanMembers(SectionAt(owner, key, origin), openLine, depth);
    }

    private void ScanAssigned(Section owner, string key, ConfigOrigin origin, int depth)
    {
        var crossed = _cursor.SkipBlank();
        if (_cursor.Current == '{')
        {
            ScanSection(owner, key, origin, depth);
            CheckValueEnd();
        }
        else
        {
            owner.Set(key, ScanValue(key, origin, crossed, depth));
        }

        // Akka.NET skips a comma only behind the value, never on a line of its own.
        _cursor.TryTake(',');
    }

    private Node ScanValue(string key, ConfigOrigin origin, bool crossedLine, int depth)
    {
        if (_cursor.Current == '[')
        {
            var sequence = ScanSequence(key, depth + 1);
            CheckValueEnd();
            return sequence;
        }

        var parts = new List<Part>();
        while (!_cursor.AtLineEnd && !_cursor.AtComment && _cursor.Current is not (',' or '}' or ']'))
        {
            if (crossedLine && _cursor.Current is '=' or ':' or '{')
            {
                throw NoValue(key, origin.Line);
            }

            if (_cursor.Current == '{' && parts.Exists(part => part.IsReference))
            {
                throw Error("Akka.NET does not merge ${…} with a section in braces: it forgets the former", "Write the settings of both out.");
            }

            parts.Add(ScanPart());
        }

        return parts.Count == 0 ? throw NoValue(key, origin.Line)
            : parts.Exists(part => part.IsReference) ? new Unresolved(origin, parts)
            : new Value(origin, Substitutions.Normalize(string.Concat(parts.Select(part => part.Text))));
    }

    private Part ScanPart() => _cursor switch
    {
        { AtSpace: true } => new Part(_cursor.TakeSpaces(), false),
        _ when _cursor.At("\"\"\"") => new Part(_cursor.TakeTripleQuoted(), false),
        { Current: '"' } => new Part(_cursor.TakeQuoted(), false),
        _ when _cursor.At("${") => new Part(_cursor.TakeReference(), true),
        { AtUnquoted: true } => new Part(_cursor.TakeUnquoted(stopAtDot: false), false),
        { Current: '=' } => throw Error("two settings stand on one line without a comma", "Put a comma or a line end between them."),
        { Current: ':' } => throw Error("a value with a colon must be quoted", "Put it in double quotes."),
        { Current: '{' or '[' } => throw Error($"text and {_cursor.Current} cannot be one value", "Put a comma or a line end between them."),
        _ => throw Error($"{_cursor.Describe()} cannot stand in a value without quotes", "Put the value in double quotes."),
    };

    private Sequence ScanSequence(string key, int depth)
    {
        CheckDepth(depth);
        var origin = Here();
        _cursor.Take();
        var items = new List<Node>();
        if (_cursor.TryTake(']'))
        {
            return new Sequence(origin, items);
        }

        _cursor.SkipBlank();
        if (_cursor.Current == ']')
        {
            throw Error("Akka.NET reads [ ] as a list of one empty value", "Write [] without a blank.");
        }

        do
        {
            items.Add(ScanItem(key, origin, depth));
            _cursor.TryTake(',');
            _cursor.SkipBlank();
        }
        while (!_cursor.TryTake(']'));

        return new Sequence(origin, items);
    }

    private Node ScanItem(string key, ConfigOrigin opened, int depth)
    {
        if (_cursor.AtEnd || _cursor.Current == '}')
        {
            throw new HoconSyntaxException(
                _cursor.AtEnd ? opened.Line : _cursor.Line,
                _cursor.AtEnd ? "the [ opened here is never closed" : $"the [ opened in line {opened.Line} is closed by }}, at which Akka.NET's parser never returns",
                "Close it with ].");
        }

        if (_cursor.Current == ',')
        {
            throw Error("a list has an empty place here", "Remove the comma.");
        }

        if (_cursor.Current != '{')
        {
            return ScanValue(key, Here(), crossedLine: false, depth);
        }

        var section = new Section(Here());
        var openLine = _cursor.Line;
        _cursor.Take();
        ScanMembers(section, openLine, depth + 1);
        CheckValueEnd();
        return section;
    }

    private void CheckValueEnd()
    {
        _cursor.TakeSpaces();
        if (!_cursor.AtLineEnd && !_cursor.AtComment && _cursor.Current is not (',' or '}' or ']'))
        {
            throw Error("after a closing brace or bracket of a value Akka.NET needs a comma or a line end", "Add it.");
        }
    }

    private void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Error($"sections lie more than {MaxDepth} deep in each other", "No setting is that deep.");
        }
    }

    private static HoconSyntaxException NoValue(string key, int line) =>
        new(line, $"{key} has no value", $"Write {key} = …, or \"\" for an empty text.");

    private HoconSyntaxException Error(string message, string remedy) => _cursor.Error(message, remedy);

    private ConfigOrigin Here() => new(_layer, _file, _cursor.Line);
}
