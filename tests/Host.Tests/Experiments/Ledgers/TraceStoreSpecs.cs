using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Tests.Reports;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Experiments.Ledgers;

public sealed class TraceStoreSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-specs-");

    private string LedgerPath => Path.Combine(_folder.FullName, "x.jsonl");

    private string[] Files => [.. Directory.GetFiles(LedgerPath + TraceStore.Ending).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_trace_lies_beside_the_ledger_under_its_samples_name()
    {
        using var store = TraceStore.Open(LedgerPath, resume: false);
        Leave(store, CellOf(3, "steady"));

        Assert.Equal(["003-0-steady.trace"], Files);
        Assert.Equal(2, TraceStore.Of(LedgerPath).Read(CellOf(3, "steady"))!.MakespanSeconds, 9);
    }

    [Fact]
    public void A_trace_of_another_sample_is_none_of_this()
    {
        using var store = TraceStore.Open(LedgerPath, resume: false);
        Leave(store, CellOf(3, "steady"));

        Assert.Null(store.Read(Records.Cell(3, "steady", 3)));
    }

    [Fact]
    public void A_trace_that_cannot_be_written_is_no_fault_of_the_sample()
    {
        var path = Path.Combine(_folder.FullName, "nowhere", "x.trace");

        var mistake = Assert.Throws<UserException>(() => TraceFile.Write(path, Steady));

        Assert.StartsWith($"{path}: cannot be written: ", mistake.Message, StringComparison.Ordinal);
        Assert.EndsWith("Make room; what is in a ledger is kept, and --resume goes on with it.", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_an_experiment_without_a_ledger_is_gone_at_its_end()
    {
        string folder;
        using (var store = TraceStore.Temporary())
        {
            folder = Path.GetDirectoryName(store.Pending)!;
            Leave(store, CellOf(3, "steady"));
            Assert.NotNull(store.Read(CellOf(3, "steady")));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_profiles_name_never_leads_out_of_the_folder()
    {
        using var store = TraceStore.Open(LedgerPath, resume: false);
        Leave(store, CellOf(1, "../../steady"));

        Assert.Equal(["001-0-______steady.trace"], Files);
    }

    [Fact]
    public void In_the_end_only_the_traces_asked_for_are_kept()
    {
        using var store = TraceStore.Open(LedgerPath, resume: false);
        Leave(store, CellOf(1, "steady"));
        Leave(store, CellOf(2, "steady"));
        store.KeepOnly([CellOf(2, "steady")]);

        Assert.Equal(["002-0-steady.trace"], Files);
        Assert.Null(store.Read(CellOf(1, "steady")));
    }

    [Fact]
    public void A_new_experiment_does_not_find_the_traces_of_an_old_one_and_a_resumed_one_finds_its_own()
    {
        using (var old = TraceStore.Open(LedgerPath, resume: false))
        {
            Leave(old, CellOf(1, "steady"));
            TraceFile.Write(old.Pending, new MadeTrace(Handling.Blocking, [Job(0, 0, 1)]).ToTrace());
        }

        using (TraceStore.Open(LedgerPath, resume: true))
        {
            Assert.Equal(["001-0-steady.trace"], Files);
        }

        using (TraceStore.Open(LedgerPath, resume: false))
        {
            Assert.Empty(Files);
        }
    }

    [Fact]
    public void What_is_no_trace_is_as_good_as_none()
    {
        using var store = TraceStore.Open(LedgerPath, resume: false);
        foreach (var bytes in new byte[][] { [], [1, 2], [255, 255, 255, 255], [2, 0, 0, 0, (byte)'n', (byte)'o'] })
        {
            File.WriteAllBytes(store.Pending, bytes);
            store.Keep(CellOf(1, "steady"));

            Assert.Null(store.Read(CellOf(1, "steady")));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Leave(TraceStore store, Cell cell)
    {
        TraceFile.Write(store.Pending, Steady);
        store.Keep(cell);
    }

    private static Trace Steady => new MadeTrace(Handling.Blocking, [Job(0, 0, 2)]).ToTrace();

    private static Cell CellOf(int block, string profile) => Records.Cell(block, profile, Steady.MakespanSeconds);
}
