using System.Diagnostics;
using System.Globalization;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>Fetches one file at a time, from its first try to its final name or its failure.</summary>
/// <remarks>
/// There is one implementation for both downloaders. In a blocking depot every await finds its work done, because the
/// calls below have waited on the caller's thread; so the whole of it runs there, and its ValueTasks are complete.
/// </remarks>
internal sealed class Transfer(Depot depot) : IDisposable
{
    private readonly TransferSettings _settings = depot.Settings;
    private readonly Exchange _exchange = new(depot.Settings);
    private readonly Arrival _arrival = new(depot.Settings, depot.Files);
    private Download _job = null!;
    private long _started;
    private long _troubled;
    private long _progress;
    private int _tries;
    private bool _wasUnresolved;
    private bool _wasCorrupt;

    public JobResult Run(Download job)
    {
        Debug.Assert(depot.Blocking);
        Begin(job);
        try
        {
            return ResultOf(depot.Retries.Execute(static (transfer, _) => transfer.Try(), this, depot.Stopping));
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
            return ResultOf(await depot.Retries.ExecuteAsync(static (transfer, _) => transfer.TryAsync(), this, depot.Stopping).ConfigureAwait(false));
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
        _started = _troubled = Stopwatch.GetTimestamp();
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
        return JobResult.Failed($"{Hop.Label(_job.Source)}: {ending.Failure}{tries}");
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
                return new Ending(existing.Sum, existing.Length, null, false, null, depot.Files.PathOf(_job.FileName));
            }

            return await FetchAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (Fault.Of(failure) is { } fault)
        {
            return EndingOf(fault);
        }
    }

    private Ending EndingOf(Fault fault)
    {
        // What has arrived for good is progress; the budget is for trouble without any.
        if (_arrival.ResumesAt > _progress)
        {
            _progress = _arrival.Length;
            _troubled = Stopwatch.GetTimestamp();
        }

        var left = _settings.RetryBudget - Stopwatch.GetElapsedTime(_troubled);
        if (fault.Kind == FaultKind.Transient && fault.Wait > left)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"{fault.Reason}, and to wait {fault.Wait.Value.TotalSeconds:0} s, which is over --retry-budget"));
        }

        var again = left > TimeSpan.Zero && !depot.Stopping.IsCancellationRequested && fault.Kind switch
        {
            FaultKind.Transient => true,
            FaultKind.Unresolved => !_wasUnresolved,
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

        return new Ending(default, 0, fault.Reason, again, fault.Kind == FaultKind.Corrupt ? TimeSpan.Zero : fault.Wait);

        static Ending Failed(string reason) => new(default, 0, reason, false, null);
    }

    private async ValueTask<Ending> FetchAsync()
    {
        var hop = Hop.To(_job.Source);
        var namedHost = hop.Server.Host;
        var namedIsPrivate = true;
        for (var redirects = 0; ; redirects++)
        {
            // The user may name any address; a redirect may lead only there and to public ones.
            var publicOnly = redirects > 0 && !_settings.AllowPrivate && !(hop.Server.Host == namedHost && namedIsPrivate);
            var connection = await AskAsync(hop, publicOnly).ConfigureAwait(false);
            try
            {
                if (!_exchange.Head.IsRedirect)
                {
                    return await ReceiveAsync().ConfigureAwait(false);
                }

                namedIsPrivate &= hop.Server.Host != namedHost || AddressPolicy.IsPrivate(connection.Address);
                _exchange.Skip();
            }
            finally
            {
                Release(connection);
            }

            if (redirects == _settings.MaxRedirects)
            {
                throw DownloadException.Permanent($"redirected more than {_settings.MaxRedirects} times");
            }

            hop = hop.Follow(_exchange.Head.Location);
        }
    }

    /// <summary>Has a request answered up to the body, on a connection that is then the caller's to release.</summary>
    private async ValueTask<Connection> AskAsync(Hop hop, bool publicOnly)
    {
        for (var fresh = false; ; fresh = true)
        {
            var connection = await depot.Connections.TakeAsync(hop.Server, publicOnly, fresh).ConfigureAwait(false);
            try
            {
                await _exchange.AskAsync(connection, hop, _arrival.ResumesAt, _arrival.ETag).ConfigureAwait(false);
                return connection;
            }
            catch (Exception failure)
            {
                depot.Connections.Drop(connection);
                // A server may close a connection just as it is used again; that says nothing about the request.
                if (!connection.HasServed || _exchange.IsAnswered || Fault.Of(failure) is not { Kind: FaultKind.Transient } || depot.Stopping.IsCancellationRequested)
                {
                    throw;
                }
            }
        }
    }

    private void Release(Connection connection)
    {
        if (_exchange.IsReusable)
        {
            depot.Connections.Return(connection);
        }
        else
        {
            depot.Connections.Drop(connection);
        }
    }

    private async ValueTask<Ending> ReceiveAsync()
    {
        var head = _exchange.Head;
        if (head.ContentEncoding is not null && head.Status is 200 or 203 or 206)
        {
            throw DownloadException.Protocol("the body is compressed, though identity was asked for");
        }

        switch (head.Status)
        {
            case 200 or 203:
                _arrival.Restart(head.StrongETag, head.Chunked ? null : head.ContentLength);
                break;
            case 206:
                _arrival.Continue(head);
                break;
            case 416 when _arrival.IsAll(head):
                _exchange.Skip();
                return Kept();
            default:
                throw Refused(head);
        }

        var unverifiable = _exchange.EndsByClosing && _job.Sum is null && !_settings.AllowUnverified;
        if (unverifiable)
        {
            throw DownloadException.Permanent("length unverifiable: the body ends with its connection, and there is no sha256 to check it by; --allow-unverified takes it as it is");
        }

        while (await _exchange.ReadAsync().ConfigureAwait(false) is { Length: > 0 } bytes)
        {
            _arrival.Append(bytes.Span);
        }

        return Kept();
    }

    private Ending Kept()
    {
        var (sum, length, path) = _arrival.Keep();
        return new Ending(sum, length, null, false, null, path);
    }

    private DownloadException Refused(ResponseHead head)
    {
        _exchange.Skip();
        var reason = string.Create(CultureInfo.InvariantCulture, $"answered {head.Status}");
        if (head.Status == 416)
        {
            // The part is longer than the file now is.
            _arrival.Discard();
            return DownloadException.Transient(reason);
        }

        return head.Status is 408 or 425 or 429 or >= 500
            ? new DownloadException(new Fault(FaultKind.Transient, reason, RetryAfter.Parse(head.RetryAfter, TimeProvider.System.GetUtcNow())))
            : DownloadException.Permanent(reason);
    }
}
