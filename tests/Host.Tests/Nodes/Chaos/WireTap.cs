using System.Diagnostics;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>What was said between the nodes and their coordinator, heard from outside: who holds what, what is acknowledged, and how long it takes to go on.</summary>
internal sealed class WireTap(int jobs, ulong seed)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, int> _holder = [];
    private readonly Dictionary<int, Attempt> _newest = [];
    private readonly Dictionary<int, Attempt> _acknowledged = [];
    private readonly Dictionary<int, long> _orphans = [];
    private readonly HashSet<int> _done = [];
    private readonly HashSet<int> _doneAgain = [];
    private readonly List<string> _faults = [];
    private readonly List<double> _redispatches = [];
    private readonly List<double> _restarts = [];
    private long _killedAt;

    /// <summary>Jobs whose outcomes nodes need not keep any more.</summary>
    public int Acknowledged
    {
        get
        {
            lock (_lock)
            {
                return _acknowledged.Count;
            }
        }
    }

    /// <summary>Jobs that were done by more than one attempt.</summary>
    public int DoneAgain => _doneAgain.Count;

    /// <summary>Jobs of killed nodes whose coordinator was killed as well before it had handed them out again.</summary>
    public int Unmeasured { get; private set; }

    /// <summary>From a node's SIGKILL to the next offer of each job that it held, in seconds.</summary>
    public IReadOnlyList<double> Redispatches => _redispatches;

    /// <summary>From a coordinator's SIGKILL to the first outcome that its successor had acknowledged, in seconds.</summary>
    public IReadOnlyList<double> Restarts => _restarts;

    /// <summary>What should not have been said; empty if nothing.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Whether a message is about jobs that have not been acknowledged yet.</summary>
    public bool IsNews(INodeMessage message)
    {
        lock (_lock)
        {
            return message switch
            {
                Result result => result.Outcomes.Any(outcome => !_acknowledged.ContainsKey(outcome.Lease.Job)),
                ResultAck acknowledgement => acknowledgement.Leases.Any(lease => !_acknowledged.ContainsKey(lease.Job)),
                _ => false,
            };
        }
    }

    /// <param name="opened">When the connection was: what comes from a killed coordinator's buffers is no sign of its successor.</param>
    /// <param name="arrives">Whether the receiver will have it.</param>
    public void See(int node, INodeMessage message, long opened, bool arrives)
    {
        lock (_lock)
        {
            switch (message)
            {
                case Offer offer:
                    SeeOffered(node, offer.Leases);
                    break;
                case Result result:
                    foreach (var outcome in result.Outcomes)
                    {
                        See(node, outcome, arrives);
                    }

                    break;
                case ResultAck acknowledgement:
                    See(acknowledgement.Leases, opened);
                    SeeOffered(node, acknowledgement.Offered);
                    break;
            }
        }
    }

    /// <summary>A frame could not be read, or the like: these specs are wrong.</summary>
    public void Complain(string fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>From now on somebody else must get what this node held.</summary>
    public void NodeIsKilled(int node)
    {
        lock (_lock)
        {
            foreach (var (job, _) in _holder.Where(held => held.Value == node))
            {
                _orphans.TryAdd(job, Stopwatch.GetTimestamp());
                _holder.Remove(job);
            }
        }
    }

    /// <summary>Or what is left of its command: the first word counts.</summary>
    public void CoordinatorIsKilled()
    {
        lock (_lock)
        {
            Unmeasured += _orphans.Count;
            _orphans.Clear();
            _killedAt = _killedAt == 0 ? Stopwatch.GetTimestamp() : _killedAt;
        }
    }

    /// <summary>Jobs that were acknowledged under the newest attempt there is, and so must be in the journal: an older attempt's is acknowledged to be forgotten.</summary>
    public IReadOnlyList<int> MustBeKept()
    {
        lock (_lock)
        {
            return [.. _acknowledged.Where(job => !_newest.TryGetValue(job.Key, out var newest) || job.Value >= newest).Select(job => job.Key)];
        }
    }

    private void SeeOffered(int node, IReadOnlyList<Lease> leases)
    {
        foreach (var lease in leases)
        {
            _holder[lease.Job] = node;
            _newest[lease.Job] = lease.Attempt;
            if (_orphans.Remove(lease.Job, out var since))
            {
                _redispatches.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
            }
        }
    }

    private void See(int node, NodeOutcome outcome, bool arrives)
    {
        var job = outcome.Lease.Job;
        if (job >= jobs)
        {
            _faults.Add($"there is no job {job}");
        }

        if (outcome.Kind == OutcomeKind.Completed && outcome.Digest != WaitingWorkload.DigestOf(job, seed))
        {
            _faults.Add($"job {job} came to {outcome.Digest:x16}");
        }

        if (arrives && _holder.TryGetValue(job, out var holder) && holder == node)
        {
            _holder.Remove(job);
        }

        if (!_done.Add(job) && _newest.TryGetValue(job, out var newest) && newest.Number > 1)
        {
            _doneAgain.Add(job);
        }
    }

    private void See(IReadOnlyList<Lease> acknowledged, long opened)
    {
        foreach (var lease in acknowledged)
        {
            _orphans.Remove(lease.Job);
            if (!_acknowledged.TryGetValue(lease.Job, out var before) || lease.Attempt > before)
            {
                _acknowledged[lease.Job] = lease.Attempt;
            }
        }

        if (_killedAt != 0 && opened > _killedAt)
        {
            _restarts.Add(Stopwatch.GetElapsedTime(_killedAt).TotalSeconds);
            _killedAt = 0;
        }
    }
}
