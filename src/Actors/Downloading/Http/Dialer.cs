using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>Opens connections: name, addresses one after another, TLS; all within the connect timeout.</summary>
/// <remarks>Proxies of the environment are not looked at: a measured run is between the pool and the server.</remarks>
internal sealed class Dialer(TransferSettings settings, bool blocking)
{
    // A dead address that does not even refuse must leave time for the next.
    private static readonly TimeSpan PatienceWithOneOfMany = TimeSpan.FromSeconds(2);
    private static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http11];

    /// <param name="publicOnly">Whether only addresses are dialled that strangers may send us to.</param>
    /// <param name="track">Told of every socket while it is in use, so that it can be cut.</param>
    /// <exception cref="DownloadException">No address is left that may be dialled.</exception>
    public async ValueTask<Connection> DialAsync(Server server, bool publicOnly, Action<Socket, bool> track)
    {
        var started = Stopwatch.GetTimestamp();
        var addresses = await ResolveAsync(server.Host).ConfigureAwait(false);
        // Checked after the name was resolved, and the checked address is the one that is dialled:
        // a name that resolves differently the next time gains nothing.
        var allowed = publicOnly ? Array.FindAll(addresses, address => !AddressPolicy.IsPrivate(address)) : addresses;
        if (allowed.Length == 0)
        {
            throw addresses.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : DownloadException.Permanent($"redirected to {server.Host}, a private address, which is refused without --allow-private");
        }

        for (var next = 0; ; next++)
        {
            var left = Left(started);
            var isLast = next == allowed.Length - 1;
            var patience = isLast || left < PatienceWithOneOfMany ? left / (allowed.Length - next) : PatienceWithOneOfMany;
            try
            {
                return await ConnectAsync(server, allowed[next], patience, started, track).ConfigureAwait(false);
            }
            catch (Exception failure) when (!isLast && failure is SocketException or TimeoutException)
            {
                // The next address may be alive.
            }
        }
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        if (settings.Resolve is { } resolve)
        {
            return resolve(host);
        }

        if (blocking)
        {
            return Dns.GetHostAddresses(host);
        }

        using var timer = new CancellationTokenSource(settings.ConnectTimeout);
        try
        {
            return await Dns.GetHostAddressesAsync(host, timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }
    }

    private async ValueTask<Connection> ConnectAsync(Server server, IPAddress address, TimeSpan patience, long started, Action<Socket, bool> track)
    {
        if (patience <= TimeSpan.Zero)
        {
            throw TimedOut();
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            track(socket, true);
            var endPoint = new IPEndPoint(address, server.Port);
            if (blocking)
            {
                // Linux applies the timeout for sending to connecting as well; elsewhere the system's own ends it.
                socket.SendTimeout = Math.Max(1, (int)patience.TotalMilliseconds);
                socket.Connect(endPoint);
                socket.SendTimeout = (int)Math.Min(settings.HeadersTimeout.TotalMilliseconds, int.MaxValue);
            }
            else
            {
                using var timer = new CancellationTokenSource(patience);
                await socket.ConnectAsync(endPoint, timer.Token).ConfigureAwait(false);
            }

            var waiting = blocking ? new DeadlineStream(socket) : null;
            var tls = server.Tls ? await SecureAsync(socket, waiting, server.NameForOthers, Left(started)).ConfigureAwait(false) : null;
            return new Connection(socket, waiting, tls, server, address);
        }
        catch (Exception failure)
        {
            track(socket, false);
            socket.Dispose();
            if (failure is OperationCanceledException || Connection.IsTimeout(failure))
            {
                throw TimedOut();
            }

            throw;
        }
    }

    private async ValueTask<Stream> SecureAsync(Socket socket, DeadlineStream? waiting, string host, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            throw TimedOut();
        }

        var options = new SslClientAuthenticationOptions { TargetHost = host, ApplicationProtocols = Protocols, CertificateChainPolicy = ChainPolicy() };
        var stream = new SslStream(waiting ?? new NetworkStream(socket, ownsSocket: false), leaveInnerStreamOpen: false);
        if (waiting is not null)
        {
            waiting.EndAfter(left);
            stream.AuthenticateAsClient(options);
        }
        else
        {
            using var timer = new CancellationTokenSource(left);
            await stream.AuthenticateAsClientAsync(options, timer.Token).ConfigureAwait(false);
        }

        return stream;
    }

    // A certificate may name where its issuer is to be fetched from: a URL of the server's choice, and time that nobody counts.
    private X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (settings.TrustedRoots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    private TimeSpan Left(long started) => settings.ConnectTimeout - Stopwatch.GetElapsedTime(started);

    private TimeoutException TimedOut() => new($"no connection within {settings.ConnectTimeout.TotalSeconds:0.###} s");
}
