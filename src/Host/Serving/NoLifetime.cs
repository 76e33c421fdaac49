using Microsoft.Extensions.Hosting;

namespace Mul.Host.Serving;

/// <summary>A host that leaves signals alone: they are the command's.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
