using System.Globalization;
using System.Text;

namespace Mul.Host.Profiles.Hocon;

/// <summary>A place in a HOCON text, and the tokens that can be read from there.</summary>
internal sealed class HoconCursor(string text)
{
    // Akka.NET's HoconTokenizer.NotInUnquotedText; an unquoted key may not have a dot either.
    private const string NotUnquoted = "$\"{}[]:=,#`^?!@*&\\";

    private int _index;

    /// <summary>From 1.</summary>
    public int Line { get; private set; } = 1;

    public bool AtEnd => _index >= text.Length;

    public char Current => AtEnd ? '\0' : text[_index];

    public bool At(string token) => string.CompareOrdinal(text, _index, token, 0, token.Length) == 0;

    public void Take()
    {
        if (text[_index] == '\n')
        {
            Line++;
        }

        _index++;
    }

    public bool TryTake(char token)
    {
        if (AtEnd || Current != token)
        {
            return false;
        }

        Take();
        return true;
    }

    public bool AtComment => At("#") || At("//");

    public bool AtSpace => !AtEnd && Current is ' ' or '\t';

    public bool AtLineEnd => AtEnd || Current is '\r' or '\n';

    public bool AtUnquoted => !AtEnd && !AtComment && !char.IsWhiteSpace(Current) && !NotUnquoted.Contains(Current, StringComparison.Ordinal);

    /// <summary>Skips spaces and tabs, and returns them.</summary>
    public string TakeSpaces()
    {
        var start = _index;
        while (AtSpace)
        {
            Take();
        }

        return text[start.._index];
    }

    /// <summary>Skips blanks, line ends and comments; true if there was a line end among them.</summary>
    public bool SkipBlank()
    {
        var line = Line;
        while (!AtEnd)
        {
            if (AtComment)
            {
                SkipToLineEnd();
            }
            else if (char.IsWhiteSpace(Current))
            {
                CheckBlank();
                Take();
            }
            else
            {
                break;
            }
        }

        return Line > line;
    }

    public string TakeUnquoted(bool stopAtDot)
    {
        var start = _index;
        while (AtUnquoted && !(stopAtDot && Current == '.'))
        {
            CheckControl();
            Take();
        }

        return text[start.._index];
    }

    public string TakeTripleQuoted()
    {
        var line = Line;
        Skip(3);
        var start = _index;
        while (!AtEnd && !At("\"\"\""))
        {
            Take();
        }

        if (AtEnd)
        {
            throw new HoconSyntaxException(line, "the \"\"\" opened here is never closed", "Close it with \"\"\".");
        }

        var content = text[start.._index];
        Skip(3);
        return content;
    }

    public string TakeQuoted()
    {
        var content = new StringBuilder();
        Take();
        while (!AtEnd && Current is not ('"' or '\n' or '\r'))
        {
            CheckControl();
            if (Current == '\\')
            {
                content.Append(TakeEscape());
            }
            else
            {
                content.Append(Current);
                Take();
            }
        }

        if (!TryTake('"'))
        {
            throw new HoconSyntaxException(Line, "the quote opened here is not closed on its line", "Close it with \".");
        }

        return content.ToString();
    }

    /// <summary>The path between <c>${</c> and <c>}</c>.</summary>
    public string TakeReference()
    {
        Skip(2);
        var path = TakeUnquoted(stopAtDot: false);
        if (Current == '?')
        {
            throw new HoconSyntaxException(
                Line, "${?…} is not understood by Akka.NET's parser, which takes the ? for the end of it", "Write the value itself; environment variables are not read.");
        }

        if (path.Length == 0 || !TryTake('}'))
        {
            throw new HoconSyntaxException(Line, "a ${ needs a path without quotes and blanks and a closing }", "Write ${a.path}, or quote the text.");
        }

        return path;
    }

    /// <summary>What stands here, fit to be quoted in a message.</summary>
    public string Describe() => AtEnd ? "the end of the file"
        : char.IsControl(Current) || char.IsWhiteSpace(Current) ? string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)Current:X4}")
        : Current.ToString();

    /// <summary>That something is wrong here.</summary>
    public HoconSyntaxException Error(string message, string remedy) => new(Line, message, remedy);

    private char TakeEscape()
    {
        Take();
        var escaped = Current;
        if (escaped == 'u')
        {
            var digits = text.AsSpan(Math.Min(_index + 1, text.Length), Math.Clamp(text.Length - _index - 1, 0, 4));
            if (digits.Length == 4 && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                Skip(5);
                return (char)code;
            }
        }

        char? meaning = escaped switch
        {
            '"' or '\\' or '/' => escaped,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
        if (meaning is null)
        {
            throw new HoconSyntaxException(Line, "a backslash in quotes begins an escape, and this is none", "Write \\\\ for a backslash.");
        }

        Take();
        return meaning.Value;
    }

    private void SkipToLineEnd()
    {
        while (!AtEnd && Current != '\n')
        {
            Take();
        }
    }

    // Akka.NET takes every kind of blank for a separator in one place and for text in another.
    private void CheckBlank()
    {
        var loneReturn = Current == '\r' && !At("\r\n");
        if (loneReturn || Current is not (' ' or '\t' or '\r' or '\n'))
        {
            throw new HoconSyntaxException(Line, $"{Describe()} is an invisible blank that Akka.NET's parser does not treat as one", "Replace it by a space or a line end.");
        }
    }

    private void CheckControl()
    {
        if (char.IsControl(Current) && Current != '\t')
        {
            // In UTF-16 every second byte of a usual text is zero.
            throw new HoconSyntaxException(Line, $"{Describe()} is a control character", Current == '\0' ? "Save the file as UTF-8." : "Remove it.");
        }
    }

    private void Skip(int count)
    {
        for (var taken = 0; taken < count; taken++)
        {
            Take();
        }
    }
}
