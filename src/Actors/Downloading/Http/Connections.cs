using System.Diagnostics;
using System.Net.Sockets;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>The connections of one pool of downloaders: dialled when needed, kept open while it pays, all cut when the run stops.</summary>
internal sealed class Connections(TransferSettings settings, bool blocking) : IDisposable
{
    // Idle ones cost descriptors, of which a process commonly has 1024 to begin with.
    private const int MaxIdle = 256;

    // Servers commonly close idle connections after 60 s or more, and a request that meets the closing has to be repeated.
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromSeconds(50);
    private readonly Dialer _dialer = new(settings, blocking);
    private readonly Dictionary<Server, List<(Connection Connection, long Since)>> _idle = [];
    private readonly HashSet<Socket> _live = [];
    private readonly Lock _lock = new();
    private int _idleCount;
    private bool _disposed;

    /// <summary>A connection to <paramref name="server"/>: the one used last of those that are free, or a new one.</summary>
    /// <param name="publicOnly">Whether an address that strangers may not send us to is refused.</param>
    /// <param name="fresh">Whether it must be a new one.</param>
    public ValueTask<Connection> TakeAsync(Server server, bool publicOnly, bool fresh)
    {
        while (!fresh && Idle(server) is { } connection)
        {
            if (!connection.IsStale() && !(publicOnly && AddressPolicy.IsPrivate(connection.Address)))
            {
                return new ValueTask<Connection>(connection);
            }

            Drop(connection);
        }

        return _dialer.DialAsync(server, publicOnly, Track);
    }

    /// <summary>Takes back a connection on which nothing is under way.</summary>
    public void Return(Connection connection)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                if (_idleCount == MaxIdle)
                {
                    DropLongestIdle();
                }

                if (!_idle.TryGetValue(connection.Server, out var idle))
                {
                    _idle.Add(connection.Server, idle = []);
                }

                connection.HasServed = true;
                idle.Add((connection, Stopwatch.GetTimestamp()));
                _idleCount++;
                return;
            }
        }

        Drop(connection);
    }

    public void Drop(Connection connection)
    {
        lock (_lock)
        {
            _live.Remove(connection.Socket);
        }

        connection.Dispose();
    }

    /// <summary>Cuts every connection, also those in use and those being dialled: whoever waits for one gets an exception.</summary>
    public void Dispose()
    {
        Socket[] live;
        lock (_lock)
        {
            _disposed = true;
            live = [.. _live];
            _live.Clear();
            _idle.Clear();
        }

        foreach (var socket in live)
        {
            socket.Dispose();
        }
    }

    private Connection? Idle(Server server)
    {
        lock (_lock)
        {
            if (!_idle.TryGetValue(server, out var idle) || idle is not [.., var last])
            {
                return null;
            }

            if (Stopwatch.GetElapsedTime(last.Since) < MaxIdleTime)
            {
                idle.RemoveAt(idle.Count - 1);
                _idleCount--;
                return last.Connection;
            }

            // The others were used even longer ago.
            foreach (var (old, _) in idle)
            {
                _live.Remove(old.Socket);
                old.Dispose();
            }

            _idleCount -= idle.Count;
            _idle.Remove(server);
            return null;
        }
    }

    // Else a list of many servers would leave no room for the one that is asked again.
    private void DropLongestIdle()
    {
        var (server, idle) = _idle.Where(one => one.Value.Count > 0).MinBy(one => one.Value[0].Since);
        _live.Remove(idle[0].Connection.Socket);
        idle[0].Connection.Dispose();
        idle.RemoveAt(0);
        _idleCount--;
        if (idle.Count == 0)
        {
            _idle.Remove(server);
        }
    }

    private void Track(Socket socket, bool live)
    {
        lock (_lock)
        {
            if (!live)
            {
                _live.Remove(socket);
                return;
            }

            ObjectDisposedException.ThrowIf(_disposed, this);
            _live.Add(socket);
        }
    }
}
