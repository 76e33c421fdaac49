using System.Globalization;
using Mul.Actors.Downloading.Http;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Transfers;

/// <summary>One try of a download: along its redirects to the file, and of what comes as much as is good into its arrival.</summary>
internal sealed class Fetch(Depot depot)
{
    private readonly TransferSettings _settings = depot.Settings;
    private readonly Exchange _exchange = new(depot.Settings);
    private Download _job = null!;
    private Arrival _arrival = null!;
    private Hop _hop;
    private bool _hasLostConnection;

    /// <summary>The server that the last try was redirected to, as <c>host:port</c>; null if it was not led away from the one that the job names.</summary>
    public string? RedirectedTo => _hop.Uri is { } uri && _hop.Server != Server.Of(_job.Source) ? uri.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped) : null;

    /// <summary>Turns to another file.</summary>
    public void Begin(Download job)
    {
        _job = job;
        _hop = default;
        _hasLostConnection = false;
    }

    /// <summary>Fetches the file into <paramref name="arrival"/>, from where that may go on, and has it kept.</summary>
    /// <returns>As <see cref="Arrival.Keep"/>.</returns>
    /// <exception cref="Exception">It failed; <see cref="Fault.Of(Exception)"/> says how.</exception>
    public async ValueTask<(Sha256Sum Sum, long Length, string? Path)> RunAsync(Arrival arrival)
    {
        _arrival = arrival;
        _hop = Hop.To(_job.Source);
        // Where one kept connection was dead the others may be so as well, and each would cost a try.
        var fresh = _hasLostConnection;
        var namedHost = _hop.Server.Host;
        var namedIsPrivate = true;
        for (var redirects = 0; ; redirects++)
        {
            // The user may name any address; a redirect may lead only there and to public ones.
            var publicOnly = redirects > 0 && !_settings.AllowPrivate && !(_hop.Server.Host == namedHost && namedIsPrivate);
            var connection = await AskAsync(publicOnly, fresh).ConfigureAwait(false);
            try
            {
                if (!_exchange.Head.IsRedirect)
                {
                    return await ReceiveAsync().ConfigureAwait(false);
                }

                namedIsPrivate &= _hop.Server.Host != namedHost || AddressPolicy.IsPrivate(connection.Address);
                _exchange.Body.Skip();
            }
            finally
            {
                Release(connection);
            }

            if (redirects == _settings.MaxRedirects)
            {
                throw DownloadException.Permanent($"redirected more than {_settings.MaxRedirects} times");
            }

            _hop = _hop.Follow(_exchange.Head.Location);
        }
    }

    /// <summary>Has a request answered up to the body, on a connection that is then the caller's to release.</summary>
    private async ValueTask<Connection> AskAsync(bool publicOnly, bool fresh)
    {
        for (; ; fresh = true)
        {
            var connection = await depot.Connections.TakeAsync(_hop.Server, publicOnly, fresh).ConfigureAwait(false);
            try
            {
                await _exchange.AskAsync(connection, _hop, _arrival.ResumesAt(_hop.Uri), _arrival.ETag).ConfigureAwait(false);
                return connection;
            }
            catch (Exception failure)
            {
                Drop(connection);
                // A server may close a connection just as it is used again, or have said too much on it before; that says nothing about the request. Its silence does.
                if (!connection.HasServed || _exchange.IsAnswered || Fault.Of(failure) is not { IsSilence: false } || depot.Stopping.IsCancellationRequested)
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
            Drop(connection);
        }
    }

    private void Drop(Connection connection)
    {
        _hasLostConnection = true;
        depot.Connections.Drop(connection);
    }

    private async ValueTask<(Sha256Sum Sum, long Length, string? Path)> ReceiveAsync()
    {
        var head = _exchange.Head;
        if (head.IsEncoded && head.Status is 200 or 203 or 206)
        {
            throw DownloadException.Protocol("the body is compressed, though identity was asked for");
        }

        switch (head.Status)
        {
            case 200 or 203:
                _arrival.Restart(_hop.Uri, head.StrongETag, head.Chunked ? null : head.ContentLength);
                break;
            case 206:
                _exchange.Body.Expect(_arrival.Continue(_hop.Uri, head));
                break;
            case 416 when _arrival.IsAll(_hop.Uri, head):
                _exchange.Body.Skip();
                return _arrival.Keep();
            default:
                throw Refused(head);
        }

        var unverifiable = _exchange.Body.EndsByClosing && _job.Sum is null && !_settings.AllowUnverified;
        if (unverifiable)
        {
            throw DownloadException.Permanent("length unverifiable: the body ends with its connection, and there is no sha256 to check it by; --allow-unverified takes it as it is");
        }

        while (await _exchange.Body.ReadAsync().ConfigureAwait(false) is { Length: > 0 } bytes)
        {
            _arrival.Append(bytes.Span);
        }

        return _arrival.Keep();
    }

    private DownloadException Refused(ResponseHead head)
    {
        _exchange.Body.Skip();
        var reason = string.Create(CultureInfo.InvariantCulture, $"answered {head.Status}");
        if (head.Status == 416 && _arrival.ResumesAt(_hop.Uri) > 0)
        {
            // The part is longer than the file now is, or another file's.
            _arrival.Discard();
            return DownloadException.Transient(reason);
        }

        return head.Status is 408 or 425 or 429 or >= 500
            ? new DownloadException(new Fault(FaultKind.Transient, reason, RetryAfter.Parse(head.RetryAfter, TimeProvider.System.GetUtcNow())))
            : DownloadException.Permanent(reason);
    }
}
