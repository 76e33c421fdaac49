using Akka.Actor;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Http;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;
using Polly;
using Polly.Retry;

namespace Mul.Actors.Downloading.Transfers;

/// <summary>What the downloaders of one pool share: connections, files, and how they retry.</summary>
/// <remarks>It lives as long as the ActorSystem of its first routee; connections are cut when the run stops.</remarks>
internal sealed class Depot : IDisposable
{
    private readonly CancellationTokenRegistration _cut;
    private readonly Lazy<ResiliencePipeline<Ending>> _retries;
    private readonly SharedLife _life;
    private int _isDisposed;

    public Depot(TransferSettings settings, FileStore files, bool blocking, CancellationToken stopping)
    {
        Settings = settings;
        Files = files;
        Blocking = blocking;
        Stopping = stopping;
        Connections = new Connections(settings, blocking);
        _life = new SharedLife(Dispose);
        _retries = new(() => RetriesOf(settings, blocking, stopping));
        _cut = stopping.UnsafeRegister(static connections => ((Connections)connections!).Dispose(), Connections);
    }

    public TransferSettings Settings { get; }

    public FileStore Files { get; }

    /// <summary>Whether downloads hold their threads.</summary>
    public bool Blocking { get; }

    public CancellationToken Stopping { get; }

    public Connections Connections { get; }

    /// <summary>Tries a download again as long as its ending asks for it. Made when the first does.</summary>
    public ResiliencePipeline<Ending> Retries => _retries.Value;

    /// <summary>Ends with <paramref name="system"/>, after its last actor.</summary>
    public void LiveAsLongAs(ActorSystem system) => _life.LastAsLongAs(system);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _cut.Dispose();
            Connections.Dispose();
            Files.Dispose();
        }
    }

    private static ResiliencePipeline<Ending> RetriesOf(TransferSettings settings, bool blocking, CancellationToken stopping)
    {
        if (settings.Retries == 0)
        {
            return ResiliencePipeline<Ending>.Empty;
        }

        var builder = new ResiliencePipelineBuilder<Ending> { TimeProvider = blocking ? new CallersTime(stopping) : TimeProvider.System };
        return builder.AddRetry(new RetryStrategyOptions<Ending>
        {
            MaxRetryAttempts = settings.Retries,
            ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Result.AsksForAnother),
            DelayGenerator = static arguments => new ValueTask<TimeSpan?>(arguments.Outcome.Result.Wait),
        }).Build();
    }

    /// <summary>Time that passes on the caller's own thread, so that waiting for a retry takes no thread of the thread pool.</summary>
    private sealed class CallersTime(CancellationToken stopping) : TimeProvider
    {
        // A WaitHandle waits no longer than 24.8 days at once.
        private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                for (; dueTime > Longest && !stopping.IsCancellationRequested; dueTime -= Longest)
                {
                    stopping.WaitHandle.WaitOne(Longest);
                }

                stopping.WaitHandle.WaitOne(dueTime < Longest ? dueTime : Longest);
                callback(state);
            }

            return new Elapsed();
        }

        private sealed class Elapsed : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
