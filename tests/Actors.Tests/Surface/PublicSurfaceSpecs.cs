using Mul.Actors.Jobs;
using PublicApiGenerator;

namespace Mul.Actors.Tests.Surface;

/// <summary>What the package Mul.Actors promises to who builds upon it.</summary>
public sealed class PublicSurfaceSpecs
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        // Of the build, not of the surface.
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"],
    };

    // What is approved is a promise: a removed or changed line is a breaking change and belongs in CHANGELOG.md.
    [Fact]
    public void It_is_what_was_approved()
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Surface", "Mul.Actors.txt"));

        var surface = typeof(IWorkload).Assembly.GeneratePublicApi(Options);

        if (approved.ReplaceLineEndings("\n").TrimEnd() != surface.ReplaceLineEndings("\n").TrimEnd())
        {
            var received = Path.Combine(AppContext.BaseDirectory, "Surface", "Mul.Actors.received.txt");
            File.WriteAllText(received, surface.ReplaceLineEndings("\n").TrimEnd() + "\n");
            Assert.Fail($"The public surface of Mul.Actors is not the approved one. If it is meant, copy {received} over tests/Actors.Tests/Surface/Mul.Actors.txt.");
        }
    }

    // Whoever references the package gets these too.
    [Fact]
    public void It_needs_Akka_and_Polly_and_nothing_else()
    {
        var needed = typeof(IWorkload).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Equal(["Akka", "Polly.Core"], needed.Order(StringComparer.Ordinal));
    }
}
