using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mul.Actors.Jobs;

namespace Mul.Host.Origin;

/// <summary>The HTTP server that downloads come from: one file under every path, on loopback only.</summary>
internal sealed class OriginServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private OriginServer(WebApplication server)
    {
        _server = server;
        Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
    }

    /// <summary>As <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address { get; }

    /// <param name="settings">How it behaves.</param>
    /// <param name="port">0 = one that is free. Default: 0.</param>
    /// <exception cref="UserException">The port is taken or not allowed.</exception>
    public static async Task<OriginServer> StartAsync(OriginSettings settings, int port = 0)
    {
        // The empty builder has no configuration files, no logging and no signal handlers, and starts in a third of the time.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(options => options.Backlog = 10_000);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MinResponseDataRate = null;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var server = builder.Build();
        server.Run(new OriginFiles(settings).AnswerAsync);
        try
        {
            await server.StartAsync();
        }
        catch (IOException failure)
        {
            await server.DisposeAsync();
            throw new UserException($"--port {port}: {failure.InnerException?.Message ?? failure.Message}. Leave it out to get a free one.");
        }

        return new OriginServer(server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
