using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mul.Host.Experiments.Samples;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Live;

/// <summary>What is known of a run so far, for any number of pages that may come at any time.</summary>
/// <param name="asked">What the profile asks for, by the pool's place.</param>
internal sealed class LiveRun(IReadOnlyList<PoolAsked?> asked) : IProgress<SampleProgress>
{
    // An hour at one a second; whoever comes later sees the last hour.
    private const int MostKept = 3_600;

    private readonly Lock _lock = new();
    private readonly Queue<string> _known = new();
    private readonly List<Channel<string>> _listeners = [];
    private LiveNews? _last;
    private bool _hasEnded;

    /// <summary>Passes on to the pages what a snapshot says.</summary>
    public void Report(SampleProgress value)
    {
        if (value is { Jobs: > 0, Snapshot: { } snapshot })
        {
            lock (_lock)
            {
                Tell(LiveNews.Of(value, snapshot, asked));
            }
        }
    }

    /// <summary>The run is over: each page hears so, and nothing more.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_last is { } last && !_hasEnded)
            {
                Tell(last with { HasEnded = true, Pools = [.. last.Pools.Select(pool => pool with { AtOnce = pool.AtOnce is null ? null : 0 })] });
            }

            _hasEnded = true;
            _listeners.ForEach(listener => listener.Writer.TryComplete());
            _listeners.Clear();
        }
    }

    /// <summary>Everything so far, and then each second as it comes, until the run ends.</summary>
    public async IAsyncEnumerable<string> ListenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var news in _known)
            {
                channel.Writer.TryWrite(news);
            }

            if (_hasEnded)
            {
                channel.Writer.Complete();
            }
            else
            {
                _listeners.Add(channel);
            }
        }

        try
        {
            await foreach (var news in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return news;
            }
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(channel);
            }
        }
    }

    private void Tell(LiveNews news)
    {
        _last = news;
        var text = news.ToJson();
        _known.Enqueue(text);
        if (_known.Count > MostKept)
        {
            _known.Dequeue();
        }

        _listeners.ForEach(listener => listener.Writer.TryWrite(text));
    }
}
