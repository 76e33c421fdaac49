using Mul.Host.Origin;
using Mul.Host.Processes;

namespace Mul.Host.Tests.Processes;

/// <summary>Of the built command, in a process of its own.</summary>
public sealed class ChildProcessSpecs
{
    // Longer than a pipe holds: the first is still on its way when the others come.
    [Fact]
    public async Task Lines_that_are_sent_at_once_follow_each_other()
    {
        await using var child = ChildProcess.Start(OriginProcess.Verb, Parent.ChildOption);
        var line = new string('x', 1_000_000);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => child.SendAsync(line)));

        Assert.StartsWith("http://127.0.0.1:", await child.ReadLineAsync(CancellationToken.None), StringComparison.Ordinal);
    }
}
