using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>The samples of an experiment so far. Every report is a function of it, today or next year.</summary>
internal sealed class Ledger(LedgerHeader header)
{
    private readonly List<Cell> _cells = [];

    public LedgerHeader Header { get; } = header;

    public IReadOnlyList<Cell> Cells => _cells;

    /// <summary>What the search found whose samples these are; null if it has not ended, or nothing is searched for.</summary>
    public TuneRecord? Found { get; private set; }

    /// <summary>The profiles' names, the baseline first.</summary>
    public IReadOnlyList<string> Names => [.. Header.Profiles.Select(profile => profile.Name)];

    /// <summary>Of the first sample; null if there is none.</summary>
    public EnvironmentRecord? Environment => _cells.Find(cell => cell.Record is not null)?.Record!.Environment;

    /// <summary>How many profiles there are, in the header's order, up to the last that has a sample.</summary>
    public int Begun => 1 + Names.ToList().FindLastIndex(name => _cells.Exists(cell => cell.Profile == name));

    /// <summary>The same without the candidates that a search did not come to: no block would be complete with them.</summary>
    public Ledger Reached
    {
        get
        {
            if (Header.Tuning is null || _cells.Count == 0)
            {
                return this;
            }

            var reached = new Ledger(Header with { Profiles = [.. Header.Profiles.Where(profile => _cells.Exists(cell => cell.Profile == profile.Name))] }) { Found = Found };
            reached._cells.AddRange(_cells);
            return reached;
        }
    }

    public void Add(Cell cell)
    {
        _cells.Add(cell);
        Found = null;
    }

    public void Conclude(TuneRecord found) => Found = found;

    public bool Has(Phase phase, int block, string profile) => Find(phase, block, profile) is not null;

    public Cell? Find(Phase phase, int block, string profile) =>
        _cells.Find(cell => cell.Phase == phase && cell.Block == block && cell.Profile == profile);

    /// <summary>The blocks in which every one of <paramref name="profiles"/> has its cell, in order; the others do not count.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Cell>> Blocks(Phase phase, IReadOnlyList<string> profiles) =>
    [
        .. _cells
            .Where(cell => cell.Phase == phase && profiles.Contains(cell.Profile))
            .GroupBy(cell => cell.Block)
            .Where(block => block.Count() == profiles.Count)
            .OrderBy(block => block.Key)
            .Select(block => block.ToDictionary(cell => cell.Profile)),
    ];
}
