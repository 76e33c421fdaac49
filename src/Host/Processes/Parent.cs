using System.Diagnostics;

namespace Mul.Host.Processes;

/// <summary>The process that started this one, seen from the child: it speaks on standard input, and its death closes that.</summary>
/// <remarks>
/// A terminal sends Ctrl-C to parent and child alike; the child leaves it to the parent, which knows what is to be saved.
/// </remarks>
internal sealed class Parent : IDisposable
{
    /// <summary>The hidden option of verbs that can be children: they end when their standard input closes.</summary>
    public const string ChildOption = "--until-stdin-closes";

    private readonly EndSignals _ignored = new(_ => { });
    private volatile bool _released;

    /// <summary>Standard output for what is said to the parent alone: whatever else is printed goes to standard error.</summary>
    public static StreamWriter TakeOutput()
    {
        var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(Console.Error);
        return output;
    }

    /// <summary>The first line that the parent sends; null if it is gone.</summary>
    public static string? ReadLine() => Console.In.ReadLine();

    /// <summary>Calls back for every further line. When the parent is gone this process ends, whatever else it is doing.</summary>
    public void Watch(Action<string> onLine)
    {
        var watch = new Thread(() =>
        {
            // Looked up while there is time: on cores that are full of work the first time of it takes seconds.
            using var self = Process.GetCurrentProcess();
            _ = self.HasExited;
            while (ReadLine() is { } line)
            {
                onLine(line);
            }

            if (_released)
            {
                return;
            }

            // Not Environment.Exit: that waits for finalizers and handlers, which a jammed process may never run.
            self.Kill();
        })
        {
            IsBackground = true,
            Name = "mul-parent-watch",
        };
        watch.Start();
    }

    /// <summary>From here on the parent's end is none of this process's business: it has handed over its result and is about to end by itself.</summary>
    public void Release() => _released = true;

    public void Dispose() => _ignored.Dispose();
}
