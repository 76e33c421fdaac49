namespace Mul.Host.Simulation;

/// <summary>What will happen, earliest first; what was foreseen first, among things of one instant.</summary>
/// <typeparam name="TTime">Ticks, or another measure that grows.</typeparam>
internal sealed class EventQueue<TTime>
    where TTime : struct, IComparable<TTime>
{
    private readonly PriorityQueue<int, Turn> _targets = new();
    private uint _foreseen;

    public bool IsEmpty => _targets.Count == 0;

    /// <summary>When the next thing happens. Only for a queue that is not empty.</summary>
    public TTime NextTime => _targets.TryPeek(out _, out var turn) ? turn.Time : throw new InvalidOperationException("Nothing will happen any more.");

    // Four billion events of one queue are hours; by then the order of two of one instant is all that may differ.
    public void Add(TTime time, int target) => _targets.Enqueue(target, new Turn(time, _foreseen++));

    /// <summary>Removes the next thing and returns its target.</summary>
    public int Take() => _targets.Dequeue();

    private readonly record struct Turn(TTime Time, uint Foreseen) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => Time.CompareTo(other.Time) is var order && order != 0 ? order : Foreseen.CompareTo(other.Foreseen);
    }
}
