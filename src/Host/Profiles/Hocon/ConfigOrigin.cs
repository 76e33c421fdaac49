namespace Mul.Host.Profiles.Hocon;

/// <summary>Which of the files that lie over each other a value is from.</summary>
internal enum Layer
{
    /// <summary>Akka.NET's reference.conf.</summary>
    Akka,

    /// <summary>Mul's defaults.</summary>
    Mul,

    /// <summary>The profile itself.</summary>
    Profile,
}

/// <summary>Where a value was written.</summary>
/// <param name="Line">From 1; 0 where lines are not known, as in Akka.NET's own files.</param>
internal readonly record struct ConfigOrigin(Layer Layer, string File, int Line)
{
    public override string ToString() => Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}");
}
