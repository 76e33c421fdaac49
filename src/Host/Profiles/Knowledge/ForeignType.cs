using System.Reflection;
using Akka.Actor;

namespace Mul.Host.Profiles.Knowledge;

/// <summary>Looks for a .NET type by the name a profile gives it, as Akka.NET does.</summary>
internal static class ForeignType
{
    /// <summary>The type, or null if Akka.NET would not find it either.</summary>
    public static Type? Find(string name)
    {
        try
        {
            // A name without an assembly is looked up from inside Akka.dll.
            return typeof(ActorSystem).Assembly.GetType(name) ?? (name.Contains(',', StringComparison.Ordinal) ? Type.GetType(name) : null);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or TypeLoadException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Why the type cannot serve, or null if it can: it must be made by a constructor.</summary>
    /// <param name="arguments">What Akka.NET gives the constructor.</param>
    public static string? Unfit(Type type, Type kind, params Type[] arguments) =>
        !kind.IsAssignableFrom(type) ? $"{type.Name} is no {kind.Name}"
        : type.IsAbstract ? $"{type.Name} is abstract"
        : type.ContainsGenericParameters ? $"{type.Name} is generic, and it is not said of what"
        : type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Any(constructor => Takes(constructor.GetParameters(), arguments)) ? null
        : $"{type.Name} has no public constructor ({string.Join(", ", arguments.Select(argument => argument.Name))})";

    // An argument may be of a more particular type than it is said here.
    private static bool Takes(ParameterInfo[] parameters, Type[] arguments) => parameters.Length == arguments.Length
        && parameters.Zip(arguments).All(pair => pair.First.ParameterType.IsAssignableFrom(pair.Second) || pair.Second.IsAssignableFrom(pair.First.ParameterType));
}
