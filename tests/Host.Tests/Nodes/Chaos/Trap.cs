using System.Diagnostics;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>Kills the coordinator at a point of a result's way, which shows on the wire: an acknowledgement is sent after the commit, and not before.</summary>
internal sealed class Trap(int seed)
{
    // A commit takes half a millisecond on a fast disk: kills within this fall before, into, and after it.
    private const double LongestCommitMilliseconds = 1;

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private TaskCompletionSource<IReadOnlyList<Lease>>? _sprung;
    private CrashPoint _point;
    private int _process;

    /// <summary>Kills that process when a message comes to that point.</summary>
    /// <returns>The jobs of the message.</returns>
    public Task<IReadOnlyList<Lease>> Arm(CrashPoint point, int process)
    {
        lock (_lock)
        {
            (_point, _process) = (point, process);
            _sprung = new TaskCompletionSource<IReadOnlyList<Lease>>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sprung.Task;
        }
    }

    public void Disarm()
    {
        lock (_lock)
        {
            _sprung = null;
        }
    }

    /// <summary>What to do with a message: null for nothing. It is done once.</summary>
    /// <param name="isNews">Whether some of its jobs have not been acknowledged yet.</param>
    public Blow? For(INodeMessage message, bool isNews)
    {
        lock (_lock)
        {
            Blow? blow = (_point, message) switch
            {
                _ when _sprung is null => null,
                (CrashPoint.AroundCommit, Result result) when isNews && result.Outcomes.Count > 0 =>
                    new Blow(this, _process, _sprung, [.. result.Outcomes.Select(outcome => outcome.Lease)], Arrives: true, Delay: _random.NextDouble() * LongestCommitMilliseconds),
                (CrashPoint.BeforeAcknowledgement, ResultAck { Leases: var leases }) when isNews => new Blow(this, _process, _sprung, leases, Arrives: false, Delay: 0),
                (CrashPoint.AfterAcknowledgement, ResultAck { Leases: var leases }) when isNews => new Blow(this, _process, _sprung, leases, Arrives: true, Delay: 0),
                _ => null,
            };
            _sprung = blow is null ? _sprung : null;
            return blow;
        }
    }

    /// <param name="Arrives">Whether the message is to go on to its receiver first.</param>
    /// <param name="Delay">Milliseconds from there to the blow.</param>
    internal sealed record Blow(Trap Trap, int Process, TaskCompletionSource<IReadOnlyList<Lease>> Sprung, IReadOnlyList<Lease> Jobs, bool Arrives, double Delay)
    {
        public void Strike()
        {
            var begun = Stopwatch.GetTimestamp();
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(begun).TotalMilliseconds >= Delay);
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(Process);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended meanwhile.
            }

            Sprung.SetResult(Jobs);
        }
    }
}

internal enum CrashPoint
{
    /// <summary>A result has been handed over, and may be committed any moment.</summary>
    AroundCommit,

    /// <summary>It is committed, and its node does not hear of that.</summary>
    BeforeAcknowledgement,

    /// <summary>It is committed and acknowledged.</summary>
    AfterAcknowledgement,
}
