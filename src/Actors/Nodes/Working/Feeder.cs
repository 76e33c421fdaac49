using Akka.Actor;
using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Nodes.Working;

/// <summary>Tells a node's jobs to its pools, no more at a time than they have use for: a routee's mailbox is a bad place to wait in, with others idle.</summary>
internal sealed class Feeder
{
    private readonly IWorkplace _workplace;
    private readonly IActorRef _answerTo;
    private readonly Queue<int>[] _waiting;
    private readonly int[] _told;
    private readonly Dictionary<int, int> _poolOfUnanswered = [];

    /// <param name="answerTo">Who hears the outcomes.</param>
    public Feeder(IWorkplace workplace, IActorRef answerTo)
    {
        (_workplace, _answerTo) = (workplace, answerTo);
        _waiting = [.. workplace.AtOnce.Select(_ => new Queue<int>())];
        _told = new int[_waiting.Length];
    }

    /// <summary>Whether no job of that pool waits to be told to it.</summary>
    public bool IsEmpty(int pool) => _waiting[pool].Count == 0;

    /// <remarks>A job that was given up may come again before its pool has answered: that answer is for this lease as well.</remarks>
    public void Add(Lease lease)
    {
        if (!_poolOfUnanswered.ContainsKey(lease.Job))
        {
            _waiting[lease.Pool].Enqueue(lease.Job);
        }
    }

    /// <summary>Tells a pool as many as are missing to so many.</summary>
    public void FillUp(int pool, int jobs)
    {
        while (_told[pool] < jobs && _waiting[pool].TryDequeue(out var job))
        {
            Tell(pool, job);
        }
    }

    /// <summary>Tells the pools all that waits.</summary>
    public void TellAll()
    {
        for (var pool = 0; pool < _waiting.Length; pool++)
        {
            FillUp(pool, int.MaxValue);
        }
    }

    /// <summary>What waits is not wanted any more.</summary>
    public void Forget() => Array.ForEach(_waiting, jobs => jobs.Clear());

    /// <summary>A job has its outcome.</summary>
    /// <returns>Its pool; null if it was not told.</returns>
    public int? Answered(int job)
    {
        if (!_poolOfUnanswered.Remove(job, out var pool))
        {
            return null;
        }

        _told[pool]--;
        return pool;
    }

    private void Tell(int pool, int job)
    {
        _told[pool]++;
        _poolOfUnanswered[job] = pool;
        _workplace.Start(job, _answerTo);
    }
}
