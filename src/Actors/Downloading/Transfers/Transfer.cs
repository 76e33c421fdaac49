using System.Diagnostics;
using System.Globalization;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading.Transfers;

/// <summary>Fetches one file at a time, in as many tries as its budget allows, until it has its name or has failed.</summary>
/// <remarks>
/// There is one implementation for both downloaders. In a blocking depot every await finds its work done, because the
/// calls below have waited on the caller's thread; so the whole of it runs there, and its ValueTasks are complete.
/// </remarks>
internal sealed class Transfer(Depot depot) : IDisposable
{
    private readonly TransferSettings _settings = depot.Settings;
    private readonly Arrival _arrival = new(depot.Settings, depot.Files);
    private readonly Fetch _fetch = new(depot);
    private Download _job = null!;
    private long _started;
    private long _troubled;
    private long _progress;
    private Ending? _first;
    private int _tries;
    private bool _wasUnresolved;
    private bool _wasCorrupt;

    public JobResult Run(Download job)
    {
        Debug.Assert(depot.Blocking);
        Begin(job);
        try
        {
            depot.Stopping.ThrowIfCancellationRequested();
            _first = Try();
            return ResultOf(_first is { AsksForAnother: false } only ? only : depot.Retries.Execute(static (transfer, _) => transfer.Next(), this, depot.Stopping));
        }
        catch (OperationCanceledException) when (depot.Stopping.IsCancellationRequested)
        {
            return JobResult.Cancelled;
        }
        finally
        {
            _arrival.Discard();
        }
    }

    public async Task<JobResult> RunAsync(Download job)
    {
        Debug.Assert(!depot.Blocking);
        Begin(job);
        try
        {
            depot.Stopping.ThrowIfCancellationRequested();
            _first = await TryAsync().ConfigureAwait(false);
            return ResultOf(_first is { AsksForAnother: false } only
                ? only
                : await depot.Retries.ExecuteAsync(static (transfer, _) => transfer.NextAsync(), this, depot.Stopping).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (depot.Stopping.IsCancellationRequested)
        {
            return JobResult.Cancelled;
        }
        finally
        {
            _arrival.Discard();
        }
    }

    public void Dispose() => _arrival.Dispose();

    private void Begin(Download job)
    {
        _job = job;
        _arrival.Begin(job);
        _fetch.Begin(job);
        _started = Stopwatch.GetTimestamp();
        _progress = 0;
        _tries = 0;
        _wasUnresolved = false;
        _wasCorrupt = false;
    }

    private JobResult ResultOf(Ending ending)
    {
        if (ending.Failure is null)
        {
            return JobResult.Completed(ending.Sum.Digest, ending.Bytes, ending.Path is { } path ? new KeptFile(path, ending.Sum.ToString()) : null);
        }

        if (depot.Stopping.IsCancellationRequested)
        {
            return JobResult.Cancelled;
        }

        var tries = _tries == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({_tries} tries in {Stopwatch.GetElapsedTime(_started).TotalSeconds:0.0} s)");
        var redirected = _fetch.RedirectedTo is { } server ? $" (redirected to {server})" : "";
        return JobResult.Failed($"{Hop.Label(_job.Source)}{redirected}: {ending.Failure}{tries}");
    }

    // What the pipeline takes for its own first try has been made already: nearly all downloads need no other, and do without it.
    private Ending Next() => First() ?? Try();

    private ValueTask<Ending> NextAsync() => First() is { } first ? new ValueTask<Ending>(first) : TryAsync();

    private Ending? First()
    {
        var first = _first;
        _first = null;
        return first;
    }

    private Ending Try()
    {
        var ending = TryAsync();
        return ending.IsCompleted ? ending.Result : throw new InvalidOperationException("A blocking transfer has left its thread.");
    }

    private async ValueTask<Ending> TryAsync()
    {
        _tries++;
        try
        {
            if (depot.Files.Before(_job) is { } existing)
            {
                return Ending.Complete(existing.Sum, existing.Length, depot.Files.PathOf(_job.FileName));
            }

            var (sum, length, path) = await _fetch.RunAsync(_arrival).ConfigureAwait(false);
            return Ending.Complete(sum, length, path);
        }
        catch (Exception failure) when (Fault.Of(failure) is { } fault)
        {
            return EndingOf(fault);
        }
    }

    private Ending EndingOf(Fault fault)
    {
        // The budget is for trouble: it begins with the first, however long that try went well, and again where more has arrived for good.
        if (_tries == 1 || _arrival.Resumable > _progress)
        {
            _progress = _arrival.Length;
            _troubled = Stopwatch.GetTimestamp();
        }

        var left = _settings.RetryBudget - Stopwatch.GetElapsedTime(_troubled);
        if (fault.Kind == FaultKind.Transient && fault.Wait > left)
        {
            return Ending.Failed(string.Create(CultureInfo.InvariantCulture, $"{fault.Reason}, and to wait {fault.Wait.Value.TotalSeconds:0} s, which is over --retry-budget"));
        }

        var again = !depot.Stopping.IsCancellationRequested && fault.Kind switch
        {
            FaultKind.Transient => left > TimeSpan.Zero,
            FaultKind.Unresolved => left > TimeSpan.Zero && !_wasUnresolved,
            // All of it came: that was progress.
            FaultKind.Corrupt => !_wasCorrupt,
            FaultKind.Permanent => false,
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "unknown kind"),
        };
        _wasUnresolved |= fault.Kind == FaultKind.Unresolved;
        _wasCorrupt |= fault.Kind == FaultKind.Corrupt;
        if (fault.Kind == FaultKind.Corrupt || _arrival.ETag is null)
        {
            _arrival.Discard();
        }

        return Ending.Failed(fault.Reason, !again ? null : fault.Kind == FaultKind.Corrupt ? TimeSpan.Zero : fault.Wait ?? Backoff(left));
    }

    // Between half and all of an exponential backoff, so that those who failed together do not come back together; and the
    // last try is made when the budget ends, not after it.
    private TimeSpan Backoff(TimeSpan left)
    {
        var milliseconds = Math.Min(_settings.RetryDelay.TotalMilliseconds * Math.Pow(2, _tries - 1), _settings.MaxRetryDelay.TotalMilliseconds);
        var wait = TimeSpan.FromMilliseconds(milliseconds * (1 + Random.Shared.NextDouble()) / 2);
        return wait < left ? wait : left;
    }
}
