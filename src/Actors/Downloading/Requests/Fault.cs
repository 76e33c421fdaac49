using System.Net.Sockets;
using System.Security.Authentication;

namespace Mul.Actors.Downloading.Requests;

/// <summary>What a fault asks for next.</summary>
internal enum FaultKind
{
    /// <summary>Worth another try within the budget.</summary>
    Transient,

    /// <summary>The name does not resolve: worth one more try.</summary>
    Unresolved,

    /// <summary>The bytes are not the right ones: worth one more try from the start.</summary>
    Corrupt,

    /// <summary>Another try would end the same way.</summary>
    Permanent,
}

/// <param name="Reason">One line for a person, without credentials or text of the server's.</param>
/// <param name="Wait">How long the server asks to be left alone; null if it does not say.</param>
/// <param name="IsSilence">Whether we gave up waiting, and nothing was heard of the other side.</param>
internal readonly record struct Fault(FaultKind Kind, string Reason, TimeSpan? Wait = null, bool IsSilence = false)
{
    // EMFILE and ENFILE, which .NET leaves in HResult as they are.
    private const int TooManyOpenFiles = 24;
    private const int FileTableOverflow = 23;

    /// <summary>The fault that an exception of a socket, a TLS stream or a file means; null if it means a mistake in the program.</summary>
    public static Fault? Of(Exception exception) => exception switch
    {
        DownloadException { Fault: var fault } => fault,
        TimeoutException => new Fault(FaultKind.Transient, exception.Message, IsSilence: true),
        SocketException socket => Of(socket),
        IOException { InnerException: SocketException socket } => Of(socket),
        AuthenticationException => new Fault(FaultKind.Permanent, $"TLS: {exception.InnerException?.Message ?? exception.Message}"),
        // A connection that is cut in the middle of a TLS record or handshake.
        IOException => new Fault(FaultKind.Transient, "the connection was cut"),
        ObjectDisposedException => new Fault(FaultKind.Transient, "the connection was closed"),
        _ => null,
    };

    /// <summary>The fault that an exception of the file system means.</summary>
    public static DownloadException Local(Exception exception) => new(new Fault(
        exception.HResult is TooManyOpenFiles or FileTableOverflow ? FaultKind.Transient : FaultKind.Permanent,
        $"local: {exception.Message}"));

    private static Fault Of(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            new Fault(FaultKind.Unresolved, "the name does not resolve"),
        SocketError.ConnectionRefused => new Fault(FaultKind.Transient, "connection refused"),
        SocketError.ConnectionReset => new Fault(FaultKind.Transient, "connection reset"),
        SocketError.TimedOut => new Fault(FaultKind.Transient, "timed out", IsSilence: true),
        SocketError.TooManyOpenSockets => new Fault(FaultKind.Transient, "out of file descriptors"),
        var other => new Fault(FaultKind.Transient, $"network: {other}"),
    };
}

/// <summary>Leads a fault out of the depths of a transfer; never leaves it.</summary>
internal sealed class DownloadException(Fault fault) : Exception(fault.Reason)
{
    public Fault Fault { get; } = fault;

    public static DownloadException Permanent(string reason) => new(new Fault(FaultKind.Permanent, reason));

    public static DownloadException Protocol(string reason) => Permanent("protocol: " + reason);

    public static DownloadException Transient(string reason) => new(new Fault(FaultKind.Transient, reason));
}
