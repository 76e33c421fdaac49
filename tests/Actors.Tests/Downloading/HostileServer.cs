using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mul.Actors.Tests.Downloading;

/// <summary>A server that says byte for byte what a spec wants said, legal HTTP or not.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<HostileConnection, Task>[] _script;
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly Task _accepting;
    private readonly X509Certificate2? _certificate;
    private int _accepted;

    /// <param name="script">What each connection does, in the order in which they come; the last one is repeated.</param>
    public HostileServer(params Func<HostileConnection, Task>[] script)
        : this(IPAddress.Loopback, null, script)
    {
    }

    /// <param name="certificate">With one it speaks TLS.</param>
    public HostileServer(IPAddress address, X509Certificate2? certificate, params Func<HostileConnection, Task>[] script)
    {
        _certificate = certificate;
        _script = script;
        _listener = new TcpListener(address, 0);
        _listener.Start(1000);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IPAddress Address => ((IPEndPoint)_listener.LocalEndpoint).Address;

    /// <summary>Connections so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The head of every request, in the order in which they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>A connection that answers every request with the same text.</summary>
    public static Func<HostileConnection, Task> Answering(string response) => async connection =>
    {
        while (await connection.RequestAsync() is not null)
        {
            await connection.SendAsync(response);
        }
    };

    /// <summary>A connection that reads one request, sends the text and closes.</summary>
    public static Func<HostileConnection, Task> AnsweringOnce(string response) => AnsweringInTurn(response);

    /// <summary>A connection that reads a request for each text, sends that, and closes behind the last.</summary>
    public static Func<HostileConnection, Task> AnsweringInTurn(params string[] responses) => async connection =>
    {
        foreach (var response in responses)
        {
            await connection.RequestAsync();
            await connection.SendAsync(response);
        }
    };

    /// <summary>A response with a Content-Length that is right.</summary>
    public static string Ok(string body, string headers = "") => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    /// <param name="host">Another name for the same address.</param>
    public Uri Url(string path = "file.bin", string? host = null) =>
        new($"{(_certificate is null ? "http" : "https")}://{host ?? Address.ToString()}:{Port}/{path}");

    /// <summary>Does with a connection that somebody else accepted what a server does with its own.</summary>
    /// <param name="certificate">With one it speaks TLS.</param>
    /// <param name="requests">Takes the heads of the requests.</param>
    public static async Task ServeAsync(Socket socket, X509Certificate2? certificate, Func<HostileConnection, Task> script, ConcurrentQueue<string>? requests = null)
    {
        try
        {
            Stream stream = new NetworkStream(socket);
            if (certificate is not null)
            {
                var tls = new SslStream(stream);
                stream = tls;
                // Offline: nothing that the certificate names is fetched for this end of the connection.
                var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context });
            }

            var connection = new HostileConnection(socket, stream, requests ?? new());
            await script(connection);
            await connection.CloseAsync();
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client, or the spec, is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                _sockets.Add(socket);
                var number = Interlocked.Increment(ref _accepted);
                _ = ServeAsync(socket, _certificate, _script[Math.Min(number, _script.Length) - 1], Requests);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The spec is over.
        }
    }
}

/// <summary>The server's end of one connection.</summary>
internal sealed class HostileConnection(Socket socket, Stream stream, ConcurrentQueue<string> requests)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    /// <summary>The head of the next request; null when the client is done.</summary>
    public async Task<string?> RequestAsync()
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.Latin1.GetString(_buffer, 0, end);
                _filled -= end + 4;
                _buffer.AsSpan(end + 4, _filled).CopyTo(_buffer);
                requests.Enqueue(head);
                return head;
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_filled));
            if (read == 0)
            {
                return null;
            }

            _filled += read;
        }
    }

    /// <summary>One byte per character.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes);

    /// <summary>One byte after another, each by itself.</summary>
    public async Task DripAsync(string text)
    {
        socket.NoDelay = true;
        foreach (var character in text)
        {
            await SendAsync(character.ToString());
            await Task.Yield();
        }
    }

    /// <summary>A TLS record of 1 KB, a byte every 10 ms: its end is too far away to be waited for.</summary>
    /// <param name="type">As RFC 8446, section 5.1, has it: 22 = handshake, 23 = application data.</param>
    public async Task DripRecordAsync(byte type)
    {
        await socket.SendAsync(new byte[] { type, 3, 3, 4, 0 });
        for (var sent = 0; sent < 1024; sent++)
        {
            await socket.SendAsync(new byte[1]);
            await Task.Delay(10);
        }
    }

    /// <summary>Ends the connection with RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Waits for the client to close; for a server that says nothing more.</summary>
    public async Task StallAsync()
    {
        while (await stream.ReadAsync(_buffer.AsMemory(0, 1)) > 0)
        {
        }
    }

    /// <summary>Ends the connection with FIN; unread requests would make it an RST.</summary>
    public async Task CloseAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        await StallAsync();
        socket.Dispose();
    }
}
