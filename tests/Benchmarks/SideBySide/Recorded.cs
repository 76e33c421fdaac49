using System.Text;

namespace Mul.Benchmarks.SideBySide;

/// <summary>Shows what is written, and keeps it for the results.</summary>
internal sealed class Recorded(TextWriter screen) : TextWriter
{
    private readonly StringBuilder _kept = new();

    public override Encoding Encoding => screen.Encoding;

    public override void Write(char value)
    {
        screen.Write(value);
        _kept.Append(value);
    }

    public override string ToString() => _kept.ToString();
}
