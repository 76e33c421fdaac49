namespace Mul.Host.Simulation;

/// <summary>A routee and its mailbox. Jobs of a mailbox are linked through <see cref="Engine"/>'s list of next jobs.</summary>
internal struct Routee
{
    public const int None = -1;

    /// <summary>The pool's place among those of all nodes, and the routee's number in it.</summary>
    public int Pool;
    public int Number;

    /// <summary>Its place among those its router sends to; <see cref="None"/> once a resizer has removed it.</summary>
    public int Position;

    /// <summary>The mailbox: first and last job in it, and how many, without the one in hand.</summary>
    public int First;
    public int Last;
    public int Queued;

    /// <summary>The job in hand.</summary>
    public int Job;

    /// <summary>The thread that runs it, or ran it last.</summary>
    public int Thread;

    /// <summary>Messages that it may still take in this turn.</summary>
    public int Left;

    /// <summary>The next one in the queue for a thread.</summary>
    public int NextReady;

    public Phase Phase;

    /// <summary>It has a thread, or is in the queue for one.</summary>
    public bool Scheduled;
}

/// <summary>What the job in hand is doing; when that ends, what follows depends on it.</summary>
internal enum Phase : byte
{
    /// <summary>No job is in hand.</summary>
    Idle,

    /// <summary>On a core, and after that it waits and holds its thread.</summary>
    BeforeBlocking,

    /// <summary>On a core, or blocking: the last thing it does.</summary>
    Last,

    /// <summary>On a core, and after that it awaits: the mailbox is suspended, the thread free.</summary>
    BeforeAwait,

    /// <summary>A thread of the CLR's pool has to hear first that the connection is open.</summary>
    Connecting,

    /// <summary>Awaiting, without a thread.</summary>
    Awaiting,

    /// <summary>The wait is over; what follows the await needs a thread.</summary>
    Continuing,
}
