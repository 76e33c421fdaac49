using Mul.Actors.Jobs;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Html;
using Mul.Host.Reports.Writing;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Reports.Html;

public sealed class HtmlReportSpecs(OneBrowser browser) : IClassFixture<OneBrowser>, IDisposable
{
    private const string Drawn = "new Promise(done => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); requestAnimationFrame(() => requestAnimationFrame(() => done(true))); })";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-specs-");

    [Fact]
    public void Text_from_outside_stays_text()
    {
        var source = SourceWithTraces();

        var html = HtmlReport.Of(source, TracedExemplar.ReadAll(source.Exemplars));

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_cannot_end_the_element_that_it_stands_in()
    {
        var source = Stored.Source();
        var hostile = source.Exemplars[0] with { Profile = "</script><script>alert(1)</script>{{data}}" };

        var html = HtmlReport.Of(source with { Comparison = null, Exemplars = [hostile] }, []);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("{{data}}", html, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("light", "rgb(255, 255, 255)")]
    [InlineData("dark", "rgb(20, 24, 30)")]
    public async Task A_report_opens_offline_by_day_and_by_night_and_draws_every_chart(string scheme, string background)
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var address = WriteReport();
        await using var page = await browser.NewPageAsync();
        await page.PreferAsync(scheme);
        await page.GoToAsync(address);
        await page.EvaluateAsync(Drawn);

        Assert.Equal(background, (await page.EvaluateAsync("getComputedStyle(document.body).backgroundColor")).GetString());
        Assert.Equal(0, (await page.EvaluateAsync("[...document.querySelectorAll('canvas')].filter(canvas => Chart.getChart(canvas) === undefined).length")).GetInt32());
        Assert.True((await page.EvaluateAsync("[...document.querySelectorAll('canvas')].every(canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte !== 0))")).GetBoolean());
        Assert.Empty(page.Complaints);
        Assert.Equal([address.ToString()], page.Requests);
    }

    [SkippableFact]
    public async Task Charts_of_sizes_and_of_seconds_are_drawn_and_say_their_points_in_seconds()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var table = new TextTable("numbers", ["n"], [["1"]]);
        Figure[] figures =
        [
            new("size", "By size", "", new Chart(ChartKind.Points, new Axis("routees", "count", Logarithmic: true), Axis.For("makespan", "seconds", [0.1, 8]), [new Series("predicted", "series-1", [[1, 8, 0], [64, 0.1, 0]])], [], []), table),
            new("bands", "By profile", "", new Chart(ChartKind.Intervals, new Axis("makespan", "seconds"), new Axis("", "count"), [new Series("bound by cores", "series-2", [[1, 2, 3]])], ["mine"], []), table),
        ];
        var path = Path.Combine(_folder.FullName, "document.html");
        File.WriteAllText(path, HtmlReport.Of(new ReportDocument("A document", [], figures, [], [], [])));
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(new Uri(path));
        await page.EvaluateAsync(Drawn);

        Assert.True((await page.EvaluateAsync("[...document.querySelectorAll('canvas')].every(canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte !== 0))")).GetBoolean());
        Assert.Equal("predicted, routees 1: 8 s", await SaysAsync(page, "size"));
        Assert.Equal("mine: 2 s (1 s to 3 s), bound by cores", await SaysAsync(page, "bands"));
        Assert.Empty(page.Complaints);
    }

    [SkippableTheory]
    [InlineData(1200)]
    [InlineData(400)]
    public async Task Labels_of_a_narrow_range_do_not_lie_on_each_other_and_blocks_are_whole(int width)
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var table = new TextTable("numbers", ["n"], [["1"]]);
        (double From, double To)[] ranges = [(0.12, 0.17), (0.009, 0.031), (0.0001, 4), (0.5, 0.52)];
        Figure[] figures =
        [
            .. ranges.Select((range, place) => new Figure(
                FormattableString.Invariant($"service-{place}"),
                "Service",
                "",
                new Chart(ChartKind.Curves, new Axis("service time", "seconds", Logarithmic: true), new Axis("", "share"), [new Series("a", "series-1", [[range.From, 0.1], [range.To, 1]])], [], []),
                table)),
            new("samples", "Samples", "", new Chart(ChartKind.Points, new Axis("block", "count"), new Axis("", "seconds"), [new Series("a", "series-1", [[1, 1, 0], [3, 2, 0]])], [], []), table),
        ];
        var path = Path.Combine(_folder.FullName, "narrow.html");
        File.WriteAllText(path, HtmlReport.Of(new ReportDocument("A document", [], figures, [], [], [])));
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(new Uri(path));
        await page.EvaluateAsync($"document.body.style.width = '{width}px'");
        await page.EvaluateAsync(Drawn);

        foreach (var figure in figures.SkipLast(1))
        {
            var overlaps = await page.EvaluateAsync(
                $$"""
                (() => {
                  const { x } = Chart.getChart('{{figure.Id}}').scales;
                  const ends = x.ticks.map((tick, i) => [x.getPixelForTick(i), x.ctx.measureText(tick.label).width / 2]);
                  return x.ticks.length < 2 ? 'too few' : ends.slice(1).filter(([at, half], i) => at - half < ends[i][0] + ends[i][1]).length + ' of ' + x.ticks.map(tick => tick.label).join(', ');
                })()
                """);
            Assert.StartsWith("0 of ", overlaps.GetString(), StringComparison.Ordinal);
        }

        Assert.True((await page.EvaluateAsync("Chart.getChart('samples').scales.x.ticks.every(tick => Number.isInteger(tick.value))")).GetBoolean());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Warnings_look_otherwise_than_what_is_only_worth_knowing_and_remedies_have_code()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var source = Stored.Source();
        var record = source.Comparison! with
        {
            Findings = [new Finding("one", Severity.Warning, "a", "Write `x < 1` there."), new Finding("two", Severity.Info, "b", "c")],
        };
        var path = Path.Combine(_folder.FullName, "findings.html");
        File.WriteAllText(path, HtmlReport.Of(source with { Comparison = record }, []));
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(new Uri(path));

        Assert.Equal("x < 1", (await page.EvaluateAsync("document.querySelector('dl.findings dd code').textContent")).GetString());
        Assert.Equal(2, (await page.EvaluateAsync("new Set([...document.querySelectorAll('dl.findings dt')].map(one => getComputedStyle(one).borderLeftColor)).size")).GetInt32());
    }

    [SkippableFact]
    public async Task Long_names_and_reasons_do_not_make_the_page_wider_than_its_window()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var name = new string('x', 2000);
        var source = Stored.Source();
        var record = source.Exemplars[0].Record;
        record = record with
        {
            Profile = record.Profile with { Name = name, File = name },
            Pools = [record.Pools[0] with { Name = name, Failures = [new FailureCount(name, 1)] }],
            Findings = [new Finding(name, Severity.Warning, name, name)],
        };
        Figure[] figures =
        [
            new("a", name, name, new Chart(ChartKind.Curves, new Axis("", "seconds"), new Axis("", "share"), [new Series(name, "series-1", [[0, 0], [1, 1]])], [], []), new TextTable(name, [name], [[name]])),
        ];
        string[] pages = [HtmlReport.Of(source with { Comparison = null, Exemplars = [source.Exemplars[0] with { Profile = name, Record = record }] }, []), HtmlReport.Of(new ReportDocument(name, [name], figures, [], [], [name]))];
        foreach (var html in pages)
        {
            var path = Path.Combine(_folder.FullName, "long.html");
            File.WriteAllText(path, html);
            await using var page = await browser.NewPageAsync();
            await page.GoToAsync(new Uri(path));

            Assert.Equal(0, (await page.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth")).GetInt32());
            Assert.True((await page.EvaluateAsync("[...document.querySelectorAll('button')].every(button => button.hidden || button.getClientRects().length === 0 || button.offsetHeight < 40)")).GetBoolean());
        }
    }

    [SkippableFact]
    public async Task A_toggle_turns_day_into_night()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var page = await browser.NewPageAsync();
        await page.PreferAsync("light");
        await page.GoToAsync(WriteReport());
        await page.EvaluateAsync(Drawn);
        await page.EvaluateAsync("document.getElementById('theme').click()");

        Assert.Equal("rgb(20, 24, 30)", (await page.EvaluateAsync("getComputedStyle(document.body).backgroundColor")).GetString());
        Assert.Equal("true", (await page.EvaluateAsync("document.getElementById('theme').getAttribute('aria-pressed')")).GetString());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task A_reader_without_a_mouse_reaches_every_chart_and_hears_its_points()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(WriteReport());
        await page.EvaluateAsync(Drawn);

        var reached = new List<string>();
        do
        {
            await page.PressAsync("Tab", 9);
            reached.Add((await page.EvaluateAsync("document.activeElement.id || document.activeElement.className || document.activeElement.tagName")).GetString()!);
        }
        while (reached[^1] != "BODY" && reached.Count < 500 && (reached.Count == 1 || reached[^1] != "skip"));

        var charts = (await page.EvaluateAsync("[...document.querySelectorAll('canvas')].map(canvas => canvas.id)")).EnumerateArray().Select(id => id.GetString()!).ToArray();
        Assert.Equal("skip", reached[0]);
        Assert.Contains("theme", reached);
        Assert.Empty(charts.Except(reached));

        await page.EvaluateAsync("document.getElementById('ratios').focus()");
        await page.PressAsync("ArrowRight", 39);
        Assert.Equal("quick|er: 0.5× (0.5× to 0.5×), faster", (await page.EvaluateAsync("document.getElementById('ratios-point').textContent")).GetString());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task A_screen_reader_finds_headings_in_order_and_a_table_for_every_chart()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(WriteReport());

        var levels = (await page.EvaluateAsync("[...document.querySelectorAll('h1, h2, h3')].map(heading => Number(heading.tagName[1]))")).EnumerateArray().Select(level => level.GetInt32()).ToArray();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.InRange(pair.Second, 2, pair.First + 1));
        Assert.True((await page.EvaluateAsync("[...document.querySelectorAll('figure')].every(figure => figure.querySelector('table caption') !== null)")).GetBoolean());
        Assert.True((await page.EvaluateAsync("[...document.querySelectorAll('canvas')].every(canvas => document.getElementById(canvas.getAttribute('aria-labelledby')) !== null)")).GetBoolean());
        Assert.Equal("en", (await page.EvaluateAsync("document.documentElement.lang")).GetString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string?> SaysAsync(BrowserPage page, string chart)
    {
        await page.EvaluateAsync($"document.getElementById('{chart}').focus()");
        await page.PressAsync("ArrowRight", 39);
        return (await page.EvaluateAsync($"document.getElementById('{chart}-point').textContent")).GetString();
    }

    private Uri WriteReport()
    {
        var path = Path.Combine(_folder.FullName, "report.html");
        var source = SourceWithTraces();
        File.WriteAllText(path, HtmlReport.Of(source, TracedExemplar.ReadAll(source.Exemplars)));
        return new Uri(path);
    }

    // The stored ledger, with a trace for each median sample: blocking, async, and of unknown handling.
    private ReportSource SourceWithTraces()
    {
        var path = Path.Combine(_folder.FullName, "three.jsonl");
        File.Copy(Stored.Ledger, path, overwrite: true);
        var ledger = LedgerReader.Load(path);
        using (var store = TraceStore.Open(path, resume: true))
        {
            foreach (var (cell, handling) in MedianSample.OfAll(ledger).Zip([Handling.Blocking, Handling.Async, Handling.Unknown]))
            {
                TraceFile.Write(store.Pending, new MadeTrace(handling, [.. Enumerable.Range(0, 40).Select(job => Job(0, job / 2 * 0.1, (job / 2 * 0.1) + 0.09, routee: job % 2, thread: job % 2))]).ToTrace());
                store.Keep(cell);
            }
        }

        var loaded = TracedLedger.Load(path);
        return ReportSource.Of(CompareRecords.Of(loaded.Ledger), loaded);
    }
}
