namespace Mul.Host.Processes;

/// <summary>Of all that a process wrote to standard error the one line that says why it ended.</summary>
/// <remarks>A stack trace says where, and may be long; before it there may be whatever the process had to say while it was well.</remarks>
internal sealed class LastWords
{
    // Of the runtime's, and of this command's own.
    private static readonly string[] Beginnings = ["Unhandled exception", "Stack overflow", "Out of memory", "Fatal error", "Process terminated", "mul: "];

    private bool _isReason;

    /// <summary>The first line that begins as a reason does, else the last that is not empty; empty if nothing was written.</summary>
    public string Line { get; private set; } = "";

    public void Hear(string line)
    {
        if (_isReason || string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _isReason = Array.Exists(Beginnings, beginning => line.StartsWith(beginning, StringComparison.Ordinal));
        Line = line;
    }
}
