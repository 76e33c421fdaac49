namespace Mul.Actors.Jobs;

/// <summary>Which jobs there are, which pools do them, and what can be set about them.</summary>
/// <remarks>
/// Found as a public class with a constructor without parameters, or as a public static property or field of this type.
/// Jobs depend on options and seed alone, so every profile gets the same list.
/// </remarks>
public interface IWorkload
{
    /// <summary>What <c>--workload</c> calls it: lower case, words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>One sentence for <c>--help</c>.</summary>
    string Summary { get; }

    IReadOnlyList<WorkloadOption> Options { get; }

    IReadOnlyList<WorkloadPool> Pools { get; }

    /// <summary>The jobs of a run, in the order in which they are told.</summary>
    /// <exception cref="UserException">An option's value cannot be used, with the place and a remedy.</exception>
    JobList Jobs(OptionValues options, ulong seed);

    /// <summary>Small jobs for <paramref name="pool"/>, told one at a time before the run: code is jitted, connections open, no pool grows.</summary>
    JobList Warmup(WorkloadPool pool, OptionValues options, int count);

    /// <summary>The origin server that the jobs need, or null if they need none. Its address comes back as <see cref="OptionValues.Origin"/>.</summary>
    OriginSettings? Origin(OptionValues options, ulong seed) => null;
}
