using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>A ledger with the traces that lie beside it: all that a report is made from.</summary>
/// <param name="Traces">Null if none were kept.</param>
/// <param name="Label">What sets this ledger apart where a report has several; null in a report of one.</param>
internal sealed record TracedLedger(Ledger Ledger, TraceStore? Traces, string? Label = null) : IDisposable
{
    /// <exception cref="UserException">The file is not there, or is no ledger.</exception>
    public static TracedLedger Load(string path) => new(LedgerReader.Load(path).Reached, TraceStore.Of(path));

    /// <summary>Ledgers for one report, each labelled by its file's name.</summary>
    /// <exception cref="UserException">One of them is not there, or is no ledger.</exception>
    public static IReadOnlyList<TracedLedger> LoadAll(IReadOnlyList<string> paths)
    {
        if (paths.Count == 1)
        {
            return [Load(paths[0])];
        }

        var stems = paths.Select(path => Path.GetFileNameWithoutExtension(path)).ToArray();
        // Names that would clash, with each other or with one that has its place, are told apart by their place on the command line.
        return [.. paths.Select((path, place) => Load(path) with { Label = stems.Count(stem => stem == stems[place]) == 1 && !stems[place].Contains('#') ? stems[place] : $"{stems[place]}#{place + 1}" })];
    }

    /// <summary>A profile's name in a report: its own, and in a report of several ledgers as <c>threads (monday)</c>.</summary>
    public string NameOf(string profile) => Label is null ? profile : $"{profile} ({Label})";

    public void Dispose() => Traces?.Dispose();
}
