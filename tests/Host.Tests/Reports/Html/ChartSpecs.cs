using System.Globalization;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Html;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Tests.Reports.Html;

/// <summary>What report.js makes of charts: marks, legends, labels and axes.</summary>
public sealed class ChartSpecs(OneBrowser browser) : IClassFixture<OneBrowser>, IDisposable
{
    private const int Phone = 360;
    private const int Screen = 1400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-specs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("points", "[set.pointStyle, set.rotation, set.pointBorderColor]")]
    [InlineData("curves", "[set.borderDash, set.borderColor]")]
    public async Task No_two_of_forty_profiles_look_alike(string kind, string look)
    {
        await using var page = await DrawAsync(Screen, Lines(Enum.Parse<ChartKind>(kind, ignoreCase: true), 40));

        Assert.Equal(40, (await page.EvaluateAsync($"new Set(Chart.getChart('a').data.datasets.map(set => JSON.stringify({look}))).size")).GetInt32());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task A_legend_shows_lines_as_they_are_drawn()
    {
        await using var page = await DrawAsync(Screen, Lines(ChartKind.Curves, 2));

        Assert.Equal("""[["line",[]],["line",[7,4]]]""", (await page.EvaluateAsync("JSON.stringify(Chart.getChart('a').legend.legendItems.map(item => [item.pointStyle, item.lineDash]))")).GetString());
    }

    // A mark without an inside is a noisy sample.
    [SkippableFact]
    public async Task A_legend_has_no_noisy_marks()
    {
        await using var page = await DrawAsync(Screen, Chart(ChartKind.Points, "seconds", [new Series("a", "series-1", [[1, 1, 1], [2, 1, 0]])], []));

        Assert.Equal("rgb(31, 111, 180)", (await page.EvaluateAsync("Chart.getChart('a').legend.legendItems[0].fillStyle")).GetString());
        Assert.Equal("transparent", (await page.EvaluateAsync("Chart.getChart('a').data.datasets[0].pointBackgroundColor[0]")).GetString());
    }

    [SkippableTheory]
    [InlineData(Phone)]
    [InlineData(Screen)]
    public async Task An_axis_of_ratios_names_1_and_reaches_the_thin_lines(int width)
    {
        var chart = Chart(ChartKind.Intervals, "ratio", [.. Enumerable.Range(0, 12).Select(place => new Series("faster", "verdict-faster", [[0.15, 0.2 + (place * 0.05), 0.9]]))], [.. Names(12)]);
        await using var page = await DrawAsync(width, chart with { X = chart.X with { Logarithmic = true }, Marks = [new Mark(0.5, ""), new Mark(1, "baseline"), new Mark(2, "")] });

        Assert.Contains("1×", (await page.EvaluateAsync("Chart.getChart('a').scales.x.ticks.map(tick => tick.label).join()")).GetString()!.Split(','));
        Assert.Equal("0.5,1,2", (await page.EvaluateAsync("Chart.getChart('a').scales.x.ticks.map(tick => tick.value).filter(value => value === 0.5 || value === 1 || value === 2).join()")).GetString());
    }

    [SkippableTheory]
    [InlineData(Phone, 12)]
    [InlineData(Screen, 12)]
    [InlineData(Phone, 60)]
    public async Task Names_beside_a_chart_are_whole_or_lack_their_middle(int width, int count)
    {
        await using var page = await DrawAsync(width, Chart(ChartKind.Intervals, "seconds", [.. Enumerable.Range(0, count).Select(_ => new Series("a", "series-1", [[1, 2, 3]]))], [.. Names(count)]));

        var labels = (await page.EvaluateAsync("Chart.getChart('a').scales.y.ticks.map(tick => [tick.label].flat().join(''))")).EnumerateArray().Select(label => label.GetString()!).ToArray();
        Assert.Equal(count, labels.Length);
        Assert.All(labels.Zip(Names(count)), pair =>
        {
            var ends = pair.First.Split('…');
            Assert.StartsWith(ends[0], pair.Second, StringComparison.Ordinal);
            Assert.EndsWith(ends[^1], pair.Second, StringComparison.Ordinal);
        });
        Assert.True((await page.EvaluateAsync("(({ y }) => y.ticks.every(tick => [tick.label].flat().every(line => y.ctx.measureText(line).width < y.width)))(Chart.getChart('a').scales)")).GetBoolean());
    }

    [SkippableTheory]
    [InlineData(Phone, 12)]
    [InlineData(Screen, 40)]
    public async Task A_legend_has_room_for_all_its_names(int width, int count)
    {
        await using var page = await DrawAsync(width, Lines(ChartKind.Points, count), Lines(ChartKind.Curves, count));

        foreach (var id in new[] { "a", "b" })
        {
            Assert.True((await page.EvaluateAsync($"(chart => chart.legend.legendHitBoxes.every(box => box.top + box.height <= chart.height && box.left >= 0 && box.left + box.width <= chart.width))(Chart.getChart('{id}'))")).GetBoolean());
        }
    }

    [SkippableTheory]
    [InlineData("completed", false)]
    [InlineData("failed", true)]
    public async Task Lanes_of_one_colour_say_what_it_means_unless_all_went_well(string outcome, bool said)
    {
        await using var page = await DrawAsync(Screen, Chart(ChartKind.Lanes, "seconds", [new Series(outcome, "outcome-" + outcome, [[0, 0, 1, 1]])], ["$a"]));

        Assert.Equal(said, (await page.EvaluateAsync("Chart.getChart('a').legend.options.display")).GetBoolean());
    }

    // As rounding leaves them, 0.7 + 0.2 + 0.1 are less than 1; what is measured may be more.
    [SkippableTheory]
    [InlineData(0.7, 0.2, 0.1, 1)]
    [InlineData(0.7, 0.1, 0.2000000000000004, 1)]
    [InlineData(0.7, 0.1, 0.35, 1.2)]
    public async Task Shares_of_the_whole_end_at_the_whole(double one, double two, double three, double end)
    {
        await using var page = await DrawAsync(Screen, Chart(ChartKind.Stacks, "share", [.. new[] { one, two, three }.Select(share => new Series("a", "series-1", [[1, share]]))], ["p"]));

        Assert.Equal(end, (await page.EvaluateAsync("Chart.getChart('a').scales.x.max")).GetDouble(), 9);
    }

    [SkippableFact]
    public async Task A_name_does_not_turn_around_what_is_said_of_it()
    {
        await using var page = await DrawAsync(Screen, Chart(ChartKind.Points, "seconds", [new Series("a\u202Eb\u2066", "series-1", [[1, 1, 0]])], []));

        Assert.Equal("a\uFFFDb\uFFFD", (await page.EvaluateAsync("Chart.getChart('a').data.datasets[0].label")).GetString());
    }

    [SkippableFact]
    public async Task On_a_phone_the_title_has_a_line_of_its_own()
    {
        await using var page = await DrawAsync(Phone, Lines(ChartKind.Curves, 1));

        Assert.Equal(Phone - 48, (await page.EvaluateAsync("document.querySelector('h1').offsetWidth")).GetInt32());
    }

    private static IEnumerable<string> Names(int count) =>
        Enumerable.Range(1, count).Select(place => string.Create(CultureInfo.InvariantCulture, $"tuning-threads-16t-16r-with-many-more-words-than-anybody-would-like-to-read-at-once-{place}"));

    private static Chart Lines(ChartKind kind, int count) =>
        Chart(kind, "seconds", [.. Names(count).Select((name, place) => new Series(name, Colours.Of(place), [[1, 0.2, 0], [2, 1, 0]]))], []);

    private static Chart Chart(ChartKind kind, string unit, IReadOnlyList<Series> series, IReadOnlyList<string> categories) =>
        new(kind, new Axis("", unit), new Axis("", kind == ChartKind.Curves ? "share" : "seconds"), series, categories, []);

    // With the ids a, b and so on.
    private async Task<BrowserPage> DrawAsync(int width, params Chart[] charts)
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var table = new TextTable("numbers", ["n"], [["1"]]);
        var path = Path.Combine(_folder.FullName, "charts.html");
        await File.WriteAllTextAsync(path, HtmlReport.Of(new ReportDocument("downloads: one, two", [], [.. charts.Select((chart, place) => new Figure($"{(char)('a' + place)}", "Heading", "", chart, table))], [], [], [])));
        var page = await browser.NewPageAsync();
        await page.WidenAsync(width);
        await page.PreferAsync("light");
        await page.GoToAsync(new Uri(path));
        await page.EvaluateAsync("new Promise(done => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); requestAnimationFrame(() => requestAnimationFrame(() => done(true))); })");
        return page;
    }
}
