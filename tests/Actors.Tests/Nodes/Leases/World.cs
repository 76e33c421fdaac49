using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>Makes the coordinator's book for an epoch, from what is recorded.</summary>
internal delegate Book MakeBook(LeaseRules rules, IReadOnlyCollection<NodeOutcome> recorded);

/// <summary>
/// A coordinator, a few nodes, the messages between them and a journal, in virtual time: what happens next is chosen from
/// outside, faults included. Every promise is checked as it happens.
/// </summary>
internal sealed class World
{
    public const int Nodes = 3;
    public const int MostDeaths = 3;

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly MakeBook _make;
    private readonly int _jobs;
    private readonly int? _killer;
    private readonly Judge _judge = new();
    private readonly List<Action> _messages = [];
    private readonly Queue<IReadOnlyList<NodeOutcome>> _uncommitted = [];
    private readonly Queue<int[]> _committed = [];
    private readonly SimulatedNode?[] _nodes = new SimulatedNode?[Nodes];
    private readonly HashSet<string> _met = [];
    private Book? _book;
    private long _processes;
    private int _epoch;
    private int _told;

    /// <param name="jobs">How many there are.</param>
    /// <param name="killer">A job that kills the process that does it, or null.</param>
    public World(MakeBook make, int jobs, int? killer = null)
    {
        _make = make;
        _jobs = jobs;
        _killer = killer;
        StartCoordinator();
        for (var node = 0; node < Nodes; node++)
        {
            StartNode(node);
        }
    }

    public TimeSpan Now { get; private set; }

    public Book? Coordinator => _book;

    public Judge Judge => _judge;

    public int Messages => _messages.Count;

    public bool IsDone => _judge.Answered == _jobs && _nodes.All(node => node?.Held.IsSettled != false) && _messages.Count == 0;

    public SimulatedNode? Node(int place) => _nodes[place % Nodes];

    public void Deliver(int place)
    {
        if (_messages.Count > 0)
        {
            var message = _messages[place % _messages.Count];
            _messages.RemoveAt(place % _messages.Count);
            message();
        }
    }

    public void Drop(int place)
    {
        if (_messages.Count > 0)
        {
            _messages.RemoveAt(place % _messages.Count);
        }
    }

    public void Duplicate(int place)
    {
        if (_messages.Count > 0)
        {
            _messages.Add(_messages[place % _messages.Count]);
        }
    }

    public void Pass(TimeSpan time) => Now += time;

    public void TellNextJob()
    {
        if (_book is { } book && _told < _jobs)
        {
            Do(book.Tell(_told++));
        }
    }

    /// <summary>The coordinator looks at the clock and hands out what waits.</summary>
    public void Coordinate()
    {
        if (_book is { } book)
        {
            Do(book.Tick(Now));
            Do(book.Deal(Now));
        }
    }

    /// <summary>The journal has the oldest batch; the coordinator does not know yet.</summary>
    public void Commit()
    {
        if (_uncommitted.TryDequeue(out var batch))
        {
            foreach (var outcome in batch)
            {
                _judge.Rows.TryAdd(outcome.Lease.Job, outcome);
            }

            _committed.Enqueue([.. batch.Select(outcome => outcome.Lease.Job)]);
        }
    }

    public void HearOfCommit()
    {
        if (_book is { } book && _committed.TryDequeue(out var jobs))
        {
            Do(book.Committed(jobs));
        }
    }

    public void FinishJob(int node, int place)
    {
        if (Node(node) is not { IsPaused: false, Working: > 0 } worker)
        {
            return;
        }

        if (_killer is { } killer && worker.Holds(killer))
        {
            Kill(node, isKnown: true);
        }
        else
        {
            worker.Finish(place, Now);
        }
    }

    /// <summary>A node looks at the clock, sends its results, and says what it holds.</summary>
    public void Speak(int node)
    {
        if (Node(node) is not { IsPaused: false } speaker)
        {
            return;
        }

        speaker.Tick(Now);
        var from = speaker.Incarnation;
        if (speaker.Held.Due(Now) is { Count: > 0 } results)
        {
            ToCoordinator(book => book.Hear(from, results));
        }

        var leases = speaker.Held.Leases;
        var now = Now;
        ToCoordinator(speaker.IsLeaving ? book => book.Leave(from) : book => book.Renew(from, SimulatedNode.Wanted, leases, Max(now, Now)));
    }

    public void Leave(int node)
    {
        if (Node(node) is { IsPaused: false } leaver)
        {
            leaver.Leave();
            Speak(node);
        }
    }

    /// <param name="isKnown">Whether the coordinator is told, as by the parent of a process.</param>
    public void Kill(int node, bool isKnown)
    {
        if (Node(node) is { } victim)
        {
            _nodes[node % Nodes] = null;
            _judge.Deaths++;
            if (isKnown)
            {
                ToCoordinator(book => book.Bury(victim.Incarnation));
            }
        }
    }

    public void StartNode(int place) => _nodes[place % Nodes] ??= new SimulatedNode($"node-{place % Nodes}", ++_processes, Lease, Now);

    /// <summary>What was not committed is gone; what was, is not, whether or not anybody heard of it.</summary>
    public void CrashCoordinator()
    {
        _book = null;
        _uncommitted.Clear();
        _committed.Clear();
    }

    public void StartCoordinator()
    {
        if (_book is null)
        {
            _told = 0;
            _epoch++;
            _judge.BeginEpoch();
            _book = _make(new LeaseRules { Lease = Lease, MostDeaths = MostDeaths, Epoch = _epoch, ExpectedNodes = [.. _met] }, _judge.Rows.Values);
        }
    }

    // What is under way to a coordinator that crashes is lost with its connections; what was said while there was none waits for the next.
    private void ToCoordinator(Func<Book, IReadOnlyList<Deed>> message)
    {
        var addressee = _book is null ? _epoch + 1 : _epoch;
        _messages.Add(() =>
        {
            if (_book is { } book && addressee == _epoch)
            {
                Do(message(book));
            }
        });
    }

    private void ToNode(Incarnation to, Action<SimulatedNode> message) => _messages.Add(() =>
    {
        // To a process: whoever runs under its name later is somebody else. One that is paused hears it when it goes on.
        if (Array.Find(_nodes, node => node?.Incarnation.Process == to.Process) is { IsPaused: false } node)
        {
            message(node);
        }
    });

    private void Do(IReadOnlyList<Deed> deeds)
    {
        Judge.Hold(deeds.OfType<Deed.Commit>().Sum(commit => commit.Outcomes.Count(Judge.IsGivenUp)) <= 1, "two jobs are given up for one death");
        foreach (var deed in deeds)
        {
            Do(deed);
        }
    }

    private void Do(Deed deed)
    {
        switch (deed)
        {
            case Deed.Offer(var to, var leases):
                _met.Add(to.Node);
                foreach (var lease in leases)
                {
                    _judge.Offered(lease);
                }

                ToNode(to, node => node.Take(leases));
                break;
            case Deed.Commit(var outcomes):
                foreach (var outcome in outcomes)
                {
                    _judge.Appended(outcome, MostDeaths);
                }

                _uncommitted.Enqueue(outcomes);
                break;
            case Deed.Acknowledge(var to, var leases):
                foreach (var lease in leases)
                {
                    _judge.Acknowledged(lease);
                }

                ToNode(to, node => node.Held.Acknowledge(leases));
                break;
            case Deed.Answer(var outcome, _):
                _judge.Answer(outcome);
                break;
            case Deed.Farewell(var to):
                ToNode(to, node =>
                {
                    if (node.IsLeaving && node.Held.IsSettled)
                    {
                        _nodes[Array.IndexOf(_nodes, node)] = null;
                    }
                });
                break;
            case Deed.Disagreement(var job, _, _):
                Judge.Hold(false, $"two attempts at job {job} disagree");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(deed), deed, "a deed of no known kind");
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
