using System.Globalization;
using Mul.Host.Processes;

namespace Mul.Host.Nodes;

/// <summary>The node processes that a run has started. They end when it does, however it ends: their standard input closes.</summary>
internal sealed class NodeProcesses : IDisposable
{
    /// <summary>The verb under which this command is a node.</summary>
    public const string Verb = "node";

    /// <summary>The line upon which a node gives back what it holds, and ends.</summary>
    public const string EndLine = "end";

    private readonly List<ChildProcess> _children = [];
    private readonly Action<string, int> _ended;
    private volatile bool _isOver;
    private volatile string _lastWords = "";
    private int _left;

    private NodeProcesses(Action<string, int> ended) => _ended = ended;

    /// <summary>What the last one that ended unasked wrote to standard error; empty if there is nothing.</summary>
    public string LastWords => _lastWords;

    /// <param name="join">Where the run listens.</param>
    /// <param name="tls">The run's folder of certificates, which is theirs as well; null if there is none.</param>
    /// <param name="ended">Told the name of a process that ended unasked, and how many are left.</param>
    public static NodeProcesses Start(int count, string join, string? tls, Action<string, int> ended)
    {
        var processes = new NodeProcesses(ended) { _left = count };
        for (var node = 1; node <= count; node++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"node-{node}");
            var child = ChildProcess.Start([Verb, "--join", join, "--name", name, Parent.ChildOption, .. tls is null ? (string[])[] : ["--tls", tls]]);
            processes._children.Add(child);
            _ = processes.WatchAsync(child, name);
        }

        return processes;
    }

    public void Dispose()
    {
        _isOver = true;
        Task.WaitAll(_children.Select(EndAsync));
    }

    private static async Task EndAsync(ChildProcess child)
    {
        await child.SendAsync(EndLine);
        await child.DisposeAsync();
    }

    private async Task WatchAsync(ChildProcess child, string name)
    {
        var (exitCode, errors) = await child.WaitForExitAsync();
        if (!_isOver)
        {
            _lastWords = errors.Length > 0 ? errors.ReplaceLineEndings(" ") : string.Create(CultureInfo.InvariantCulture, $"{name} ended with exit code {exitCode}.");
            _ended(name, Interlocked.Decrement(ref _left));
        }
    }
}
