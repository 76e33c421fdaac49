using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mul.Actors.Jobs;

namespace Mul.Host.Serving;

/// <summary>An HTTP server on 127.0.0.1, and on nothing else, from which one can only read.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoopbackServer(WebApplication server) => _server = server;

    /// <summary>As <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <exception cref="UserException">The port is taken or not allowed.</exception>
    public static async Task<LoopbackServer> StartAsync(LoopbackPlan plan)
    {
        // The empty builder has no configuration files and no logging, and starts in a third of the time.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = plan.Farewell);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(options => options.Backlog = plan.Backlog);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // Slow on purpose: an origin of little bandwidth, a page that hears a line a second.
            options.Limits.MinResponseDataRate = null;
            options.Listen(IPAddress.Loopback, plan.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var server = builder.Build();
        server.Run(context => AnswerAsync(context, plan));
        try
        {
            await server.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw new UserException($"{plan.Option} {plan.Port}: {failure.InnerException?.Message ?? failure.Message}. {plan.Remedy}");
        }

        return new LoopbackServer(server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, LoopbackPlan plan)
    {
        var (request, response) = (context.Request, context.Response);
        // A page of somewhere else, whose name was made to mean this machine, is not to read along.
        if (plan.IsForThisMachine && request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        return plan.Answer(context);
    }
}

/// <summary>What a <see cref="LoopbackServer"/> is to be.</summary>
internal sealed record LoopbackPlan
{
    /// <summary>Asked for GET and HEAD alone.</summary>
    public required RequestDelegate Answer { get; init; }

    /// <summary>0 = one that is free. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>The option that named the port, for the message. Default: <c>--port</c>.</summary>
    public string Option { get; init; } = "--port";

    /// <summary>What to do about a port that cannot be had.</summary>
    public string Remedy { get; init; } = "Leave it out to get a free one.";

    /// <summary>Whether only requests are answered that name this machine: what is served is about it. Default: yes.</summary>
    public bool IsForThisMachine { get; init; } = true;

    /// <summary>How long answers that are under way have when it ends. Default: 100 ms.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Connections that may wait to be accepted. Default: 512.</summary>
    public int Backlog { get; init; } = 512;
}
