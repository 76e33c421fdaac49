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

    [Fact]
    public void Where_there_is_too_little_even_for_that_each_row_is_a_table() =>
        Assert.Equal(
            [
                "╭──────────────┬─────────╮",
                "│ profile      │ threads │",
                "├──────────────┼─────────┤",
                "│ predicted    │ 30.5 ms │",
                "│ 9 of 10 from │ 24.9 ms │",
                "│ to           │ 36.0 ms │",
                "╰──────────────┴─────────╯",
                "╭──────────────┬─────────╮",
                "│ profile      │ async   │",
                "├──────────────┼─────────┤",
                "│ predicted    │ 15.9 ms │",
                "│ 9 of 10 from │ 11.1 ms │",
                "│ to           │ 20.7 ms │",
                "╰──────────────┴─────────╯",
            ],
            Drawn(width => Tables.Of(Text, _ => Style.Plain, width), 30));

    [Fact]
    public void Words_go_on_in_the_next_line_and_figures_stay_whole()
    {
        var text = new TextTable("", ["profile", "bound by", "measured"], [.. Enumerable.Repeat((string[])["threads", "routees of downloaders", "30.5 ms"], 3)]);

        Assert.Equal(
            ["│ threads │ routees of  │ 30.5 ms  │", "│         │ downloaders │          │"],
            Drawn(width => Tables.Of(text, _ => Style.Plain, width), 36)[3..5]);
    }

    [Fact]
    public void A_name_is_broken_before_a_figure_is() =>
        Assert.Equal(
            ["│ team-payments-profil │ 0.02 s │", "│ e-10                 │        │"],
            Drawn(width => Tables.Of(Of("team-payments-profile-10"), _ => Style.Plain, width), 33)[3..5]);

    [Fact]
    public void A_character_may_take_two_cells() =>
        Assert.Equal(
            ["│ 測測測測測測測測測測測測測  │ 0.02 s │", "│ 測測                        │        │"],
            Drawn(width => Tables.Of(Of(new string('測', 15)), _ => Style.Plain, width), 40)[3..5]);

    [Theory]
    [InlineData(140, 1)]
    [InlineData(80, 2)]
    public void What_a_run_used_is_one_table_beside_the_other_or_below_it(int width, int tables)
    {
        var lines = Drawn(_ => Tables.Beside(Tables.New("total", "user", "system", "cpu", "threads"), Tables.New("peak memory", "allocated", "gc 0/1/2", "gc pause", "switches vol./invol.")), width);

        Assert.Equal(tables, lines.Count(line => line.StartsWith('╭')));
        Assert.All(lines, line => Assert.DoesNotContain("…", line, StringComparison.Ordinal));
    }

    private static TextTable Of(string name) => new("", ["profile", "total"], [[name, "0.02 s"], [name, "0.02 s"], [name, "0.02 s"]]);

    private static string[] Drawn(Func<int, IRenderable> table, int width) => Drawing.Of(console => console.Write(table(width)), width)[..^1];
}
