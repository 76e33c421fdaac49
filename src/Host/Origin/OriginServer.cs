using Mul.Actors.Jobs;
using Mul.Host.Serving;

namespace Mul.Host.Origin;

/// <summary>The HTTP server that downloads come from: one file under every path, on loopback only.</summary>
internal static class OriginServer
{
    /// <param name="settings">How it behaves.</param>
    /// <param name="port">0 = one that is free. Default: 0.</param>
    /// <exception cref="UserException">The port is taken or not allowed.</exception>
    public static Task<LoopbackServer> StartAsync(OriginSettings settings, int port = 0) => LoopbackServer.StartAsync(new LoopbackPlan
    {
        Answer = new OriginFiles(settings).AnswerAsync,
        Port = port,
        // Its files are secrets of nobody, and a proxy in front of it asks in its own name.
        IsForThisMachine = false,
        Backlog = 10_000,
    });
}
