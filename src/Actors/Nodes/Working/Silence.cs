namespace Mul.Actors.Nodes.Working;

/// <summary>Whether a coordinator, which answers every third of a lease, has said nothing for a whole one.</summary>
/// <param name="began">Called when it has.</param>
/// <param name="ended">Called when it speaks again.</param>
internal sealed class Silence(Action began, Action ended)
{
    private TimeSpan _lastHeard;
    private TimeSpan _lastAwake;
    private bool _isOn;

    public void Hear(TimeSpan now)
    {
        _lastHeard = _lastAwake = now;
        if (_isOn)
        {
            _isOn = false;
            ended();
        }
    }

    /// <summary>Time has passed; to be called many times a lease.</summary>
    public void Look(TimeSpan now, TimeSpan lease)
    {
        // A pause is the listener's own: what was said meanwhile is heard after it.
        var asleep = now - _lastAwake;
        _lastHeard += asleep > lease / 3 ? asleep : TimeSpan.Zero;
        _lastAwake = now;
        if (!_isOn && now - _lastHeard > lease)
        {
            _isOn = true;
            began();
        }
    }
}
