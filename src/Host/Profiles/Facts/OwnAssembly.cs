namespace Mul.Host.Profiles.Facts;

/// <summary>An assembly of the user's own, as a profile sees it: its actors may read settings, and name dispatchers and paths, of which Mul knows nothing.</summary>
/// <param name="Modules">The modules of Akka.NET that it brings, as <c>Akka.Persistence</c>.</param>
internal sealed record OwnAssembly(IReadOnlyCollection<string> Modules)
{
    /// <summary>Whether one of its modules reads <c>akka.SECTION</c>, as Akka.Persistence.Sql does akka.persistence, and Akka.Streams akka.stream.</summary>
    public bool Reads(string section) => Modules.Any(module =>
        module.Split('.') is ["Akka", var name, ..] && (name.Equals(section, StringComparison.OrdinalIgnoreCase) || name.Equals(section + "s", StringComparison.OrdinalIgnoreCase)));
}
