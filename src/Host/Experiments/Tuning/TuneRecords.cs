using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.Tuning;

/// <summary>Reduces a search to what can be said.</summary>
internal static class TuneRecords
{
    /// <param name="ledger">Its header names the candidates that were worth measuring, and has every candidate's prediction.</param>
    /// <param name="grid">All candidates.</param>
    /// <param name="outcome">By the places of the ledger's profiles.</param>
    /// <param name="flaws">By name, why a candidate is out.</param>
    public static TuneRecord Of(Ledger ledger, IReadOnlyList<Candidate> grid, TuningOutcome outcome, IReadOnlyDictionary<string, string> flaws)
    {
        var header = ledger.Header;
        var places = ledger.Names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place);
        var predictions = header.Predictions!.ToDictionary(prediction => prediction.Profile);
        var byName = grid.ToDictionary(candidate => candidate.Name);
        var winner = outcome.Winner is { } place ? byName[ledger.Names[place]] : null;
        return new TuneRecord
        {
            Profile = header.Tuning!.Profile,
            Workload = header.Workload,
            Seed = header.Seed,
            Rate = header.Rate,
            Window = header.Window,
            Objective = header.Tuning.Objective,
            Metric = header.Metric,
            Threshold = header.Threshold,
            Winner = winner is null ? null : new TunedSetting(winner.Name, winner.Sentence, TunedText.Hocon(winner, ledger, outcome), TunedText.CSharp(winner)),
            Best = [.. outcome.Best.Select(best => ledger.Names[best])],
            End = outcome.End,
            Samples = outcome.Samples,
            Grid = grid.Count,
            Candidates = [.. ledger.Names.Select(name => CandidateOf(byName[name]))],
            Curve = winner is null ? [] : [.. grid.Where(winner.IsLike).OrderBy(candidate => candidate.Size).Select(CandidateOf)],
            Environment = ledger.Environment,
        };

        TuneCandidate CandidateOf(Candidate candidate)
        {
            var tried = places.TryGetValue(candidate.Name, out var at) ? outcome.Candidates[at] : null;
            var prediction = predictions[candidate.Name];
            var against = tried?.Against;
            return new TuneCandidate(
                candidate.Name,
                candidate.Sentence,
                candidate.Size.Threads,
                candidate.Size.Routees,
                prediction.MakespanSeconds,
                prediction.Bound,
                tried is { Values.Count: > 0 } ? Median.Of([.. tried.Values]) : null,
                against?.Ratio,
                against?.KnownLow,
                against?.KnownHigh,
                tried?.Values.Count ?? 0,
                StateOf(tried),
                flaws.GetValueOrDefault(candidate.Name));
        }
    }

    private static CandidateState StateOf(TriedCandidate? tried) => tried switch
    {
        null or { WasReached: false } => CandidateState.NotTried,
        { IsInvalid: true } => CandidateState.Invalid,
        { IsLeft: true } => CandidateState.Left,
        _ => CandidateState.Dropped,
    };
}
