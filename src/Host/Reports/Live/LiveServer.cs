using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mul.Host.Reports.Live;

/// <summary>Serves a page about the run that goes on, on loopback, from the process that the user started.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    // For a page to hear that the run has ended.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _server;
    private readonly LiveRun _run;
    private readonly string _title;

    private LiveServer(WebApplication server, LiveRun run, string title)
    {
        _server = server;
        _run = run;
        _title = title;
    }

    /// <summary>As <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <param name="title">What runs, as <c>threads, downloads</c>.</param>
    public static async Task<LiveServer> StartAsync(LiveRun run, string title)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Farewell);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var live = new LiveServer(builder.Build(), run, title);
        live._server.Run(live.AnswerAsync);
        await live._server.StartAsync();
        return live;
    }

    public async ValueTask DisposeAsync()
    {
        _run.End();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        // A page of somewhere else, whose name was made to mean this machine, is not to read along.
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        switch (context.Request.Path.Value)
        {
            case "/":
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.ContentSecurityPolicy = LivePage.Policy;
                return context.Response.WriteAsync(LivePage.Of(_title));
            case "/events":
                return TellAsync(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    // Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
    private async Task TellAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var news in _run.ListenAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"data: {news}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }
}
