using Akka.Actor;
using Akka.Remote;

namespace Mul.Host.Nodes;

/// <summary>How a node stands with the run that it joins: one line to its person whenever that changes.</summary>
/// <param name="join">Where the run listens.</param>
/// <param name="name">The node's.</param>
/// <param name="say">Told each line.</param>
internal sealed class RunContact(string join, string name, Action<string> say)
{
    private readonly Lock _lock = new();
    private bool _hasJoined;
    private bool _isConnected;
    private bool _isHeard;
    private State _state;
    private bool _wasPuzzled;

    private enum State
    {
        Waiting,
        Joined,
        Lost,
    }

    /// <summary>Whether it has pools of the run's, a connection to it, and answers over that.</summary>
    public bool IsJoined
    {
        get
        {
            lock (_lock)
            {
                return _state == State.Joined;
            }
        }
    }

    /// <summary>Whether it has been in touch with a run at any time.</summary>
    public bool HasJoined
    {
        get
        {
            lock (_lock)
            {
                return _hasJoined;
            }
        }
    }

    /// <summary>Hears from now on what becomes of the connections to the run.</summary>
    /// <param name="run">Its address.</param>
    /// <param name="hint">What may be the reason where somebody listens there and does not answer as a run does.</param>
    public void Follow(ActorSystem system, Address run, string hint) =>
        system.EventStream.Subscribe(system.ActorOf(ContactWatch.PropsFor(this, run, hint).WithDispatcher(NodeSystem.Dispatcher)), typeof(RemotingLifecycleEvent));

    public void Wait() => say($"waits for a run at {join}.");

    /// <summary>It has pools of a run's.</summary>
    public void Join()
    {
        lock (_lock)
        {
            (_state, _hasJoined, _wasPuzzled) = (State.Joined, true, false);
            (_isConnected, _isHeard) = (true, true);
            say($"joined the run at {join} as {name}.");
        }
    }

    /// <summary>There is a connection.</summary>
    public void Connect() => Note(isConnected: true, isHeard: null);

    /// <summary>There is no connection any more.</summary>
    public void Lose() => Note(isConnected: false, isHeard: null);

    /// <summary>The run says nothing any more, connected or not.</summary>
    public void Miss() => Note(isConnected: null, isHeard: false);

    /// <summary>The run is heard again.</summary>
    public void Hear() => Note(isConnected: null, isHeard: true);

    /// <summary>Somebody listens there and does not answer as a run does.</summary>
    /// <param name="hint">What may be the reason.</param>
    public void Puzzle(string hint)
    {
        lock (_lock)
        {
            if (_state != State.Joined && !_wasPuzzled)
            {
                _wasPuzzled = true;
                say($"{join} is listened on, but nobody there answers as a run does. {hint} Goes on waiting.");
            }
        }
    }

    /// <summary>It was told to end.</summary>
    /// <param name="isSettled">Whether the run has taken back what the node held.</param>
    public void Leave(bool isSettled)
    {
        lock (_lock)
        {
            if (isSettled && _hasJoined)
            {
                say($"left the run at {join}: it has back what was not done.");
            }
            else if (_state == State.Joined)
            {
                say($"left without a word from {join}: what was not done is handed out again when its leases end.");
            }
        }
    }

    private void Note(bool? isConnected, bool? isHeard)
    {
        lock (_lock)
        {
            (_isConnected, _isHeard) = (isConnected ?? _isConnected, isHeard ?? _isHeard);
            var state = _isConnected && _isHeard ? State.Joined : State.Lost;
            if (_state == State.Waiting || _state == state)
            {
                return;
            }

            _state = state;
            say(state == State.Joined
                ? $"in touch with {join} again."
                : $"lost the run at {join}: it has ended or cannot be reached. Waits for it, or for the next.");
        }
    }
}
