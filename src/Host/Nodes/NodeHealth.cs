using Akka.Actor;
using Akka.Hosting;
using Akka.Hosting.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mul.Actors.Jobs;
using Mul.Host.Serving;

namespace Mul.Host.Nodes;

/// <summary>
/// Whether a node is well, for whoever watches over it: <c>/live</c> answers 200 while its ActorSystem lives (waiting for a run is
/// no fault), <c>/ready</c> while it is in touch with a run as well; otherwise 503 and one line that says why.
/// </summary>
internal sealed class NodeHealth(ActorSystem system, RunContact contact)
{
    private static readonly HealthCheckRegistration Registration =
        new("akka.actorsystem", _ => throw new NotSupportedException("it is asked directly"), HealthStatus.Unhealthy, tags: null);

    private readonly ActorSystemLivenessCheck _liveness = new();

    /// <param name="option">Which named the port, for the message.</param>
    /// <param name="port">Of 127.0.0.1; 0 = a free one.</param>
    /// <exception cref="UserException">The port is taken or not allowed.</exception>
    public Task<LoopbackServer> ServeAsync(string option, int port) =>
        LoopbackServer.StartAsync(new LoopbackPlan { Answer = AnswerAsync, Port = port, Option = option, Remedy = "0 is a free one." });

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        if (path is not ("/live" or "/ready"))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var health = await _liveness.CheckHealthAsync(new AkkaHealthCheckContext(system) { Registration = Registration }, context.RequestAborted);
        var (isWell, line) = health.Status != HealthStatus.Healthy || path == "/live"
            ? (health.Status == HealthStatus.Healthy, health.Description)
            : (contact.IsJoined, contact.IsJoined ? "in touch with a run." : "not in touch with a run.");
        context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(line + "\n", context.RequestAborted);
    }
}
