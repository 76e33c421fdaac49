using Mul.Actors.Jobs;
using Mul.Host.Profiles;

namespace Mul.Host.Workloads;

/// <summary>Which jobs are done under which profile, as one process tells another.</summary>
internal sealed record RunSource
{
    public required string ProfileName { get; init; }

    public required string ProfileFile { get; init; }

    public required string ProfileText { get; init; }

    public required string Workload { get; init; }

    /// <summary>The assembly that has the workload, under the same path on every machine; null if it is one of Mul's own.</summary>
    public PlugInReference? Assembly { get; init; }

    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Where downloads come from; null if the workload needs no origin.</summary>
    public Uri? Origin { get; init; }

    public required ulong Seed { get; init; }

    public static RunSource Of(Profile profile, IWorkload workload, OptionValues options, ulong seed) => new()
    {
        ProfileName = profile.Name,
        ProfileFile = profile.File,
        ProfileText = profile.Text,
        Workload = workload.Name,
        Assembly = PlugInReference.To(workload),
        Options = options.All,
        Origin = options.Origin,
        Seed = seed,
    };

    /// <exception cref="UserException">The profile, the workload or its options cannot be used here.</exception>
    public (Profile Profile, IWorkload Workload, OptionValues Options) Open()
    {
        var profile = ProfileLoader.FromText(ProfileName, ProfileFile, ProfileText);
        var workload = PlugInReference.Find(Assembly, Workload);
        return (profile, workload, new OptionValues(workload.Options, Options, Origin));
    }
}
