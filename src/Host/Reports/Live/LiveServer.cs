using Microsoft.AspNetCore.Http;
using Mul.Host.Serving;

namespace Mul.Host.Reports.Live;

/// <summary>Serves a page about the run that goes on, on loopback, from the process that the user started.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    // For a page to hear that the run has ended.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly LiveRun _run;
    private readonly string _title;
    private LoopbackServer? _server;

    private LiveServer(LiveRun run, string title)
    {
        _run = run;
        _title = title;
    }

    /// <summary>As <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => _server!.Address;

    /// <param name="title">What runs, as <c>threads, downloads</c>.</param>
    public static async Task<LiveServer> StartAsync(LiveRun run, string title)
    {
        var live = new LiveServer(run, title);
        live._server = await LoopbackServer.StartAsync(new LoopbackPlan { Answer = live.AnswerAsync, Farewell = Farewell });
        return live;
    }

    public async ValueTask DisposeAsync()
    {
        _run.End();
        await _server!.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
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
