namespace Mul.Actors.Jobs;

/// <summary>What a handler does with its thread while it works: the difference between a pool's size and its threads as the bound.</summary>
public enum Handling
{
    /// <summary>Not known before it runs.</summary>
    Unknown,

    /// <summary>Frees its thread while it waits; jobs in flight are bounded by routees alone.</summary>
    Async,

    /// <summary>Holds its thread until it is done; jobs in flight are bounded by routees and threads.</summary>
    Blocking,

    /// <summary>Hands a job on, to a task, a timer or another actor, and takes up the next one before that is done; neither routees nor threads bound jobs in flight.</summary>
    Delegating,
}

/// <summary>What follows from what is known of a job and its thread.</summary>
internal static class Handlings
{
    /// <summary>Whether a job surely leaves its thread to others while it waits.</summary>
    public static bool FreesThread(this Handling handling) => handling is Handling.Async or Handling.Delegating;
}
