using System.Reflection;
using Akka.Actor;
using Akka.Configuration;

namespace Mul.Actors.Jobs;

/// <summary>What an error is about, out of what Akka.NET and reflection wrap around it: that says only that there was one.</summary>
internal static class RootCause
{
    public static Exception Of(Exception error)
    {
        while (error is ActorInitializationException or ConfigurationException or TargetInvocationException or TypeInitializationException or TypeLoadException
            && error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
