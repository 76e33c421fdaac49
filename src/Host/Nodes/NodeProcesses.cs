using System.Globalization;
using System.Text;
using Mul.Actors.Downloading.Files;
using Mul.Host.Nodes.Tls;
using Mul.Host.Processes;

namespace Mul.Host.Nodes;

/// <summary>The node processes that a run has started. They end when it does, however it ends: their standard input closes.</summary>
internal sealed class NodeProcesses : IDisposable
{
    /// <summary>The verb under which this command is a node.</summary>
    public const string Verb = "node";

    /// <summary>The line upon which a node gives back what it holds, and ends.</summary>
    public const string EndLine = "end";

    // Nobody else may take their names: of two nodes of one name only one gets jobs.
    private const string NamePrefix = "own-";

    // A folder's may have 255.
    private const int MostBytesOfName = 200;

    private readonly List<ChildProcess> _children = [];
    private readonly Action<EndedNode> _ended;
    private volatile bool _isOver;
    private int _left;

    private NodeProcesses(Action<EndedNode> ended) => _ended = ended;

    /// <summary>Nodes that join a coordinator.</summary>
    /// <param name="join">Where the run listens.</param>
    /// <param name="tls">The run's folder of certificates, which is theirs as well; null if there is none.</param>
    /// <param name="ended">Told of a process that ended unasked, perhaps before all are started.</param>
    public static NodeProcesses Start(int count, string join, string? tls, Action<EndedNode> ended) => Start(
        count, name => [Verb, "--join", join, "--name", name, Parent.ChildOption, .. tls is null ? (string[])[] : [NodeCertificates.Option, tls]], ended);

    /// <param name="arguments">Of the process of that name.</param>
    /// <param name="ended">Told of a process that ended unasked, perhaps before all are started.</param>
    /// <param name="task">The first line that the process of that name is sent; null = none.</param>
    public static NodeProcesses Start(int count, Func<string, IReadOnlyList<string>> arguments, Action<EndedNode> ended, Func<string, string>? task = null)
    {
        var processes = new NodeProcesses(ended) { _left = count };
        for (var node = 1; node <= count; node++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{node}");
            var child = ChildProcess.Start(arguments(name));
            processes._children.Add(child);
            if (task is not null)
            {
                child.SendAsync(task(name)).Wait();
            }

            _ = processes.WatchAsync(child, name);
        }

        return processes;
    }

    /// <summary>Whether a node may be called that: it is said in lines, and what its jobs write goes to a folder of that name.</summary>
    public static bool IsName(string name) =>
        FileNames.IsPlain(name) && !name.Any(char.IsControl) && Encoding.UTF8.GetByteCount(name) <= MostBytesOfName;

    /// <summary>Whether a node may be called that which no run has started.</summary>
    public static bool IsFree(string name) => !name.StartsWith(NamePrefix, StringComparison.Ordinal);

    /// <summary>Sends all of them a line.</summary>
    public void Tell(string line) => _children.ForEach(child => _ = child.SendAsync(line));

    /// <summary>Sends all of them a line, and returns what each answers; without those that do not in time.</summary>
    /// <param name="answer">What a line says; null if it answers an earlier question, too late.</param>
    public IReadOnlyList<T> AskAll<T>(string line, Func<string, T?> answer, TimeSpan patience)
        where T : class
    {
        using var timeout = new CancellationTokenSource(patience);
        return [.. Task.WhenAll(_children.Select(child => AskAsync(child, line, answer, timeout.Token))).Result.OfType<T>()];
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

    private static async Task<T?> AskAsync<T>(ChildProcess child, string line, Func<string, T?> answer, CancellationToken timeout)
        where T : class
    {
        try
        {
            await child.SendAsync(line);
            while (await child.ReadLineAsync(timeout) is { } said)
            {
                if (answer(said) is { } heard)
                {
                    return heard;
                }
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task WatchAsync(ChildProcess child, string name)
    {
        var (exitCode, reason) = await child.WaitForExitAsync();
        if (!_isOver)
        {
            var lastWords = reason.Length > 0 ? reason : string.Create(CultureInfo.InvariantCulture, $"node {name} ended with exit code {exitCode}.");
            _ended(new EndedNode(name, Interlocked.Decrement(ref _left), lastWords));
        }
    }
}

/// <summary>A node process that has ended unasked.</summary>
/// <param name="Left">How many of those that were started with it have not.</param>
/// <param name="LastWords">What it wrote to standard error about it, or how it ended, in one line.</param>
internal sealed record EndedNode(string Name, int Left, string LastWords);
