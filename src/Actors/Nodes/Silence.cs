namespace Mul.Actors.Nodes;

/// <summary>Whether a coordinator, which answers every third of a lease, has said nothing for a whole one.</summary>
/// <param name="began">Called when it has.</param>
/// <param name="ended">Called when it speaks again.</param>
internal sealed class Silence(Action began, Action ended)
{
    private TimeSpan _lastHeard;
    private bool _isOn;

    public void Hear(TimeSpan now)
    {
        _lastHeard = now;
        if (_isOn)
        {
            _isOn = false;
            ended();
        }
    }

    /// <summary>Time has passed.</summary>
    /// <param name="wasPaused">Whether the listener was: what was said meanwhile is heard after it.</param>
    public void Look(TimeSpan now, TimeSpan lease, bool wasPaused)
    {
        _lastHeard = wasPaused ? now : _lastHeard;
        if (!_isOn && now - _lastHeard > lease)
        {
            _isOn = true;
            began();
        }
    }
}
