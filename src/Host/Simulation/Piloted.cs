namespace Mul.Host.Simulation;

/// <summary>What a pool's jobs ask of the machine, from two pilots.</summary>
/// <param name="Alone">With one routee.</param>
/// <param name="Together">With one routee per core if jobs compute (<see cref="Computes"/>), else with many at once.</param>
/// <param name="AtOnce">Routees of the latter.</param>
/// <param name="Cores">On which both ran.</param>
internal sealed record Piloted(PilotRun Alone, PilotRun Together, int AtOnce, int Cores)
{
    // Its thread that looks every millisecond, two heartbeats and the counting of outcomes: seen up to a quarter of a core.
    private const double MostOfInstrument = 0.5;

    // The rest is what other programs took of the core.
    private const double ComputesThroughout = 0.9;

    /// <summary>Whether jobs need a core for at least half of their time, so that more of them than cores would only wait for one.</summary>
    public static bool Computes(PilotRun alone) => alone.CpuPerJob >= alone.MeanService / 2;

    /// <summary>The part of a core that the instrument uses.</summary>
    /// <remarks>Both pilots did the same work, so what the longer one used more was used by the clock: k₁ − k₂ = r·(t₁ − t₂).</remarks>
    public double InstrumentShare =>
        Alone.MakespanPerJob > Together.MakespanPerJob
            ? Math.Clamp((Alone.CpuPerJob - Together.CpuPerJob) / (Alone.MakespanPerJob - Together.MakespanPerJob), 0, MostOfInstrument)
            : 0;

    /// <summary>One demand for each job of a pilot.</summary>
    /// <remarks>
    /// CPU is known best where many jobs share the instrument's. Jobs that compute take longer beside each other, as they share
    /// caches and memory. Jobs that wait do so beside many, as the other side serves those too; their own queue for a core,
    /// w·c ÷ 2p in the pilot, is left out of that, for it is simulated.
    /// </remarks>
    /// <param name="atOnce">Jobs of the pool that can be under way at once.</param>
    public IReadOnlyList<JobDemand> DemandsFor(int atOnce)
    {
        var computes = Computes(Alone);
        var counted = computes && atOnce == 1 ? Alone : Together;
        var timed = computes ? counted : Alone;
        var cpu = counted.CpuPerJob - InstrumentShare * counted.MakespanPerJob;
        var computesThroughout = cpu >= ComputesThroughout * timed.MeanService;
        var growth = computes ? TimeSpan.Zero : GrowthBeside(atOnce, cpu);
        return [.. timed.Services.Select(service => DemandOf(service, cpu, computesThroughout)).Select(demand => demand with { Wait = demand.Wait + growth })];
    }

    // In proportion to the jobs beside it.
    private TimeSpan GrowthBeside(int atOnce, TimeSpan cpu)
    {
        var seen = Together.MeanService - Alone.MeanService - AtOnce * cpu / (2 * Cores);
        return AtOnce > 1 && seen > TimeSpan.Zero ? seen * ((atOnce - 1.0) / (AtOnce - 1)) : TimeSpan.Zero;
    }

    private static JobDemand DemandOf(TimeSpan service, TimeSpan cpu, bool computesThroughout)
    {
        var used = computesThroughout || cpu > service ? service : cpu > TimeSpan.Zero ? cpu : TimeSpan.Zero;
        return new JobDemand(used, service - used);
    }
}
