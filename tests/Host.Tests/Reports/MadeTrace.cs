using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports;

/// <summary>A trace of one pool with routees <c>$a</c> to <c>$h</c>.</summary>
internal sealed record MadeTrace(Handling Handling, JobRecord[] Jobs)
{
    public Trace ToTrace() => new()
    {
        Records = Jobs,
        Reasons = new Dictionary<int, string>(),
        Pools =
        [
            new PoolTrace("idlers", [.. "abcdefgh".Select((letter, number) => new RouteeIdentity(number, $"${letter}", new DispatcherIdentity("d", "Dispatcher", "thread-pool-executor", 30)))], [], Handling),
        ],
    };
}
