namespace Mul.Actors.Tests;

/// <summary>How long specs wait for what must come: long enough for a loaded machine, since only a failing spec waits so long.</summary>
internal static class Patience
{
    /// <summary>Crashes are part of the specs, so they are not logged either.</summary>
    public const string Hocon =
        """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        akka.test { startup-timeout = 20s, single-expect-default = 20s, default-timeout = 20s, filter-leeway = 20s }
        """;

    /// <summary>Between two looks at what is waited for; Akka.TestKit's own is a tenth of the whole patience.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
}
