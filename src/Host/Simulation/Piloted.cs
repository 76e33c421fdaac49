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
    public static bool Computes(PilotRun alone) => alone.CpuPerJob >= alone.MedianService / 2;

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
    /// w·c ÷ 2p in the pilot, is left out of that, for it is simulated. Of those the longer list of service times is taken, moved
    /// to the median of the shorter one: one job that a busy machine held up for a second is then one of many.
    /// </remarks>
    /// <param name="atOnce">Jobs of the pool that can be under way at once.</param>
    public IReadOnlyList<JobDemand> DemandsFor(int atOnce)
    {
        var computes = Computes(Alone);
        var pilot = computes && atOnce == 1 ? Alone : Together;
        var cpu = pilot.CpuPerJob - InstrumentShare * pilot.MakespanPerJob;
        var computesThroughout = cpu >= ComputesThroughout * pilot.MedianService;
        var move = computes ? TimeSpan.Zero : GrowthBeside(atOnce, cpu) - SlowerTogether;
        return [.. pilot.Services.Select(service => DemandOf(service + move, cpu, computesThroughout))];
    }

    // No job takes longer for being alone: then the machine was busy.
    private TimeSpan SlowerTogether =>
        Together.MedianService > Alone.MedianService ? Together.MedianService - Alone.MedianService : TimeSpan.Zero;

    // In proportion to the jobs beside it.
    private TimeSpan GrowthBeside(int atOnce, TimeSpan cpu)
    {
        var seen = SlowerTogether - AtOnce * cpu / (2 * Cores);
        return AtOnce > 1 && seen > TimeSpan.Zero ? seen * ((atOnce - 1.0) / (AtOnce - 1)) : TimeSpan.Zero;
    }

    private static JobDemand DemandOf(TimeSpan moved, TimeSpan cpu, bool computesThroughout)
    {
        var service = moved > TimeSpan.Zero ? moved : TimeSpan.Zero;
        var used = computesThroughout || cpu > service ? service : cpu > TimeSpan.Zero ? cpu : TimeSpan.Zero;
        return new JobDemand(used, service - used);
    }
}
