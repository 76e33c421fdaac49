using System.Diagnostics;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes;

/// <summary>Whether the nodes of a run have come, and whether enough of them are left; the first thing that goes wrong ends the run.</summary>
/// <param name="giveUp">Called once, when the run cannot begin or go on.</param>
internal sealed class Muster(Action giveUp)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    private readonly TaskCompletionSource<UserException> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isComplete;

    /// <summary>Whether all have been there at once.</summary>
    public bool IsComplete => _isComplete;

    public void GiveUp(UserException why)
    {
        if (_failure.TrySetResult(why))
        {
            giveUp();
        }
    }

    /// <summary>A node process that the run started itself has ended unasked: without one of them no run begins.</summary>
    /// <param name="others">Whether the run may go on with nodes that it did not start.</param>
    public void Lose(EndedNode node, int processes, bool others)
    {
        if (!_isComplete)
        {
            GiveUp(TooFewNodes.ToBegin(node, processes));
        }
        else if (node.Left == 0 && !others)
        {
            GiveUp(TooFewNodes.ToGoOn(node, processes));
        }
    }

    /// <summary>Waits until all are there; returns earlier if the run is to stop.</summary>
    /// <param name="pools">Disposed of when they did not come: who waits in its constructor is nobody's to dispose of.</param>
    /// <param name="areHere">Asked again and again.</param>
    /// <param name="tooFew">What to say when they do not come in time.</param>
    /// <exception cref="UserException">They did not come, or one of them has ended.</exception>
    public void Wait(IDisposable pools, Func<bool> areHere, Func<UserException> tooFew, CancellationToken cancellation)
    {
        try
        {
            Wait(areHere, tooFew, cancellation);
        }
        catch (UserException)
        {
            pools.Dispose();
            throw;
        }
    }

    /// <exception cref="UserException">The run could not begin or go on.</exception>
    public void ThrowIfFailed()
    {
        if (_failure.Task is { IsCompleted: true, Result: var why })
        {
            throw why;
        }
    }

    private void Wait(Func<bool> areHere, Func<UserException> tooFew, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        // The failure first: who gives up cancels as well.
        while (!_failure.Task.IsCompleted && !cancellation.IsCancellationRequested && !(_isComplete = areHere()))
        {
            if (Stopwatch.GetElapsedTime(begun) >= TooFewNodes.StartPatience)
            {
                throw tooFew();
            }

            _failure.Task.Wait(LookInterval, CancellationToken.None);
        }

        ThrowIfFailed();
    }
}
