using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Jobs;

namespace Mul.Host.Tests.Profiles;

/// <summary>A workload that is only its pools, for specs about profiles.</summary>
internal sealed class FakeWorkload(string name, params WorkloadPool[] pools) : IWorkload
{
    public static FakeWorkload Downloads { get; } = new("downloads", new FakePool("downloaders", HandlingOfIo));

    public static FakeWorkload Crunch { get; } = new("crunch", new FakePool("crunchers", _ => Handling.Blocking));

    public static FakeWorkload Noop { get; } = new("noop", new FakePool("idlers", _ => Handling.Blocking));

    public static IReadOnlyList<IWorkload> All { get; } = [Downloads, Crunch, Noop];

    public string Name { get; } = name;

    public string Summary => Name;

    public IReadOnlyList<WorkloadOption> Options => [];

    public IReadOnlyList<WorkloadPool> Pools { get; } = pools;

    public JobList Jobs(OptionValues options, ulong seed) => JobList.Empty;

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count) => JobList.Empty;

    private static Handling HandlingOfIo(Config profile) =>
        profile.GetString("mul.downloaders.io") == "blocking" ? Handling.Blocking : Handling.Async;

    internal sealed class FakePool(string name, Func<Config, Handling> handling) : WorkloadPool(name)
    {
        public override Props PropsFor(PoolSetup setup) => Props.Create(() => new Nobody());

        public override Handling HandlingFor(Config profile) => handling(profile);
    }

    private sealed class Nobody : ReceiveActor;
}
