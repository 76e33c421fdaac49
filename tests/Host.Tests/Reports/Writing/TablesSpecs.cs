using Mul.Host.Reports.Writing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Tests.Reports.Writing;

/// <summary>Tables in terminals that are wide enough for them, and in others.</summary>
public sealed class TablesSpecs
{
    private static readonly TextTable Text = new(
        "a caption",
        ["profile", "predicted", "9 of 10 from", "to"],
        [["threads", "30.5 ms", "24.9 ms", "36.0 ms"], ["async", "15.9 ms", "11.1 ms", "20.7 ms"]]);

    [Fact]
    public void A_table_has_a_row_for_each_row_where_there_is_room() =>
        Assert.Equal(
            [
                "╭─────────┬───────────┬──────────────┬─────────╮",
                "│ profile │ predicted │ 9 of 10 from │ to      │",
                "├─────────┼───────────┼──────────────┼─────────┤",
                "│ threads │ 30.5 ms   │ 24.9 ms      │ 36.0 ms │",
                "│ async   │ 15.9 ms   │ 11.1 ms      │ 20.7 ms │",
                "╰─────────┴───────────┴──────────────┴─────────╯",
            ],
            Drawn(width => Tables.Of(Text, _ => Style.Plain, width), 48));

    [Fact]
    public void Where_there_is_too_little_its_rows_are_columns() =>
        Assert.Equal(
            [
                "╭──────────────┬─────────┬─────────╮",
                "│ profile      │ threads │ async   │",
                "├──────────────┼─────────┼─────────┤",
                "│ predicted    │ 30.5 ms │ 15.9 ms │",
                "│ 9 of 10 from │ 24.9 ms │ 11.1 ms │",
                "│ to           │ 36.0 ms │ 20.7 ms │",
                "╰──────────────┴─────────┴─────────╯",
            ],
            Drawn(width => Tables.Of(Text, _ => Style.Plain, width), 47));

    [Fact]
    public void A_last_column_that_alone_is_too_wide_gives_way()
    {
        var text = new TextTable("", ["key", "from"], [["throughput", "default-dispatcher in Akka.NET's reference.conf"], ["type", "x"]]);

        Assert.Equal("│ throughput │ default-dispatcher in   │", Drawn(width => Tables.Of(text, _ => Style.Plain, width), 40)[3]);
    }

    [Theory]
    [InlineData(140, 1)]
    [InlineData(80, 2)]
    public void What_a_run_used_is_one_table_beside_the_other_or_below_it(int width, int tables)
    {
        var lines = Drawn(_ => Tables.Beside(Tables.New("total", "user", "system", "cpu", "threads"), Tables.New("peak memory", "allocated", "gc 0/1/2", "gc pause", "switches vol./invol.")), width);

        Assert.Equal(tables, lines.Count(line => line.StartsWith('╭')));
        Assert.All(lines, line => Assert.DoesNotContain("…", line, StringComparison.Ordinal));
    }

    private static string[] Drawn(Func<int, IRenderable> table, int width) => Drawing.Of(console => console.Write(table(width)), width)[..^1];
}
