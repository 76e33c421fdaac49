using Mul.Host.Reports.Printing;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Printing;

public sealed class RunTablesSpecs
{
    private const string Untold = "  what the routees saw is not known: no node has told of them";

    private static readonly RunRecord OnNodes = Records.Record("a", 1) with { Nodes = new NodesRecord(2, 1, 0, 0, 0, 0, 0, 0) };

    [Fact]
    public void That_no_node_has_told_of_its_routees_is_said() =>
        Assert.Contains(Untold, Drawing.Of(console => RunTables.Write(console, OnNodes), width: 120));

    [Fact]
    public void Where_one_has_told_there_is_nothing_to_say()
    {
        var seen = new PoolSide(2, new DispatcherSide("own", "Dispatcher", "fork-join-executor", 5, 1));
        var told = OnNodes with { Pools = [OnNodes.Pools[0] with { Effective = seen }] };

        Assert.DoesNotContain(Untold, Drawing.Of(console => RunTables.Write(console, told), width: 120));
    }
}
