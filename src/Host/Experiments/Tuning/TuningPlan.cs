using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.Tuning;

/// <summary>What is searched, and when it is enough.</summary>
internal sealed record TuningPlan
{
    /// <summary>Each candidate's size, the most promising candidate first.</summary>
    public required IReadOnlyList<PoolSize> Sizes { get; init; }

    /// <summary>How many of the first candidates an interrupted search had begun: they stay in, whatever the budget. Default: 0.</summary>
    public int Begun { get; init; }

    /// <summary>Whether, of candidates within the threshold of the best, the smallest is wanted; else the best.</summary>
    public bool WantsSmallest { get; init; } = true;

    /// <summary>The difference that matters. Default: 3 %.</summary>
    public Threshold Threshold { get; init; } = new();

    /// <summary>Of the order within blocks. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>After each, candidates that are behind drop out. Default: all in 2 blocks, a quarter in 4, an eighth in 8; of each no fewer than four candidates.</summary>
    public IReadOnlyList<TuningStage> Stages { get; init; } = TuningStage.All;

    public TuningBudget Budget { get; init; } = TuningBudget.Unlimited;
}

/// <param name="Blocks">More than before.</param>
/// <param name="OneIn">Of the candidates no more than one in so many goes through it.</param>
internal sealed record TuningStage(int Blocks, int OneIn)
{
    /// <summary>So many candidates may go through any stage, however few there are and whatever the budget; through the first no more than it has samples for.</summary>
    public const int Fewest = 4;

    /// <summary>Together no more than four samples for each candidate, from 32 candidates on.</summary>
    public static IReadOnlyList<TuningStage> All { get; } = [new(2, 1), new(4, 4), new(8, 8)];

    /// <summary>How many may go through it, of so many in all.</summary>
    /// <param name="samples">That it may take. Default: any number.</param>
    public int MostOf(int candidates, int samples = int.MaxValue) => Math.Max(Math.Min(candidates / OneIn, samples / Blocks), Fewest);

    /// <summary>How many the first stage may take: of the budget half, or a block of as many as it is for. One alone is compared with nothing.</summary>
    /// <param name="budget">In samples.</param>
    public int MostToBegin(int candidates, int budget) => Math.Min(MostOf(candidates, budget / 2), Math.Max(2, budget));
}

/// <summary>Takes one sample of one candidate; less is better.</summary>
/// <param name="candidate">Its place in the plan.</param>
/// <param name="block">From 1.</param>
/// <returns>A value above 0; null if the candidate did not do its work, which puts it out.</returns>
internal delegate Task<double?> MeasureCandidate(int candidate, int block, CancellationToken cancellation);

/// <summary>What a search found.</summary>
/// <param name="Candidates">By their places in the plan.</param>
/// <param name="Winner">Null if no candidate did its work.</param>
/// <param name="Best">Those that cannot be told apart from the leader, the leader first; empty before two blocks.</param>
/// <param name="Blocks">Complete ones, of the candidates that are left.</param>
/// <param name="Samples">Taken in all.</param>
internal sealed record TuningOutcome(IReadOnlyList<TriedCandidate> Candidates, int? Winner, IReadOnlyList<int> Best, int Blocks, int Samples, TuningEnd End);

/// <param name="Values">One for each complete block that it was in.</param>
/// <param name="Against">To the leader, over the blocks of both; null if there is none.</param>
/// <param name="IsInvalid">It lost jobs, or did other work than the others.</param>
/// <param name="IsLeft">It did not drop out.</param>
internal sealed record TriedCandidate(IReadOnlyList<double> Values, RatioEstimate? Against, bool IsInvalid, bool IsLeft)
{
    /// <summary>Whether the search got so far as to know something of it.</summary>
    public bool WasReached => IsInvalid || Values.Count > 0;
}

/// <param name="Stage">From 1.</param>
/// <param name="Block">From 1, over all stages.</param>
/// <param name="Blocks">At the end of this stage.</param>
/// <param name="Place">Of this sample in its block, from 0.</param>
/// <param name="Leader">So far; null in the first stage.</param>
internal sealed record TuningProgress(int Stage, int Block, int Blocks, int Place, int PerBlock, int Candidate, int? Leader)
{
    /// <summary>Samples from this one on, if as many candidates as may go on through every stage: it can only end sooner.</summary>
    /// <param name="candidates">In all.</param>
    public int MostLeft(int candidates) =>
        ((Blocks - Block + 1) * PerBlock) - Place
        + TuningStage.All.Skip(Stage).Sum(stage => stage.Blocks * Math.Min(PerBlock, stage.MostOf(candidates)));
}
