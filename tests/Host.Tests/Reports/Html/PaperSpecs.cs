using Mul.Host.Reports.Html;

namespace Mul.Host.Tests.Reports.Html;

/// <summary>A report as it is printed.</summary>
public sealed class PaperSpecs(OneBrowser browser) : IClassFixture<OneBrowser>, IDisposable
{
    // What the page looks like when it is laid out for paper.
    private const string Look =
        """
        matchMedia('print').addEventListener('change', event => {
          if (event.matches) {
            const charts = [...document.querySelectorAll('canvas')];
            seen = {
              over: charts.filter(canvas => canvas.getBoundingClientRect().width > canvas.parentElement.clientWidth + 1).map(canvas => canvas.id)
                .concat([...document.querySelectorAll('.scroll')].filter(table => getComputedStyle(table).overflowX !== 'visible' || table.scrollWidth > table.clientWidth + 1).map(table => table.ariaLabel)).join(),
              ink: [...new Set([...charts.map(canvas => Chart.getChart(canvas).options.plugins.legend.labels.color), getComputedStyle(document.body).color])].join(),
            };
          }
        });
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mul-specs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("light", false)]
    [InlineData("dark", false)]
    [InlineData("light", true)]
    public async Task Nothing_is_cut_off_and_everything_is_as_by_day(string scheme, bool toggled)
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var page = await OpenAsync(scheme);
        await page.EvaluateAsync(toggled ? "document.getElementById('theme').click()" : "0");
        await page.EvaluateAsync("var seen; " + Look);

        await page.PrintAsync();

        Assert.Equal("", (await page.EvaluateAsync("seen.over")).GetString());
        Assert.Equal("rgb(27, 36, 48)", (await page.EvaluateAsync("seen.ink")).GetString());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Afterwards_a_chart_is_as_it_was()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var page = await OpenAsync("dark");
        const string state = "(chart => [chart.width, chart.isDatasetVisible(0), chart.isDatasetVisible(1), chart.scales.x.min, chart.scales.x.max, chart.options.plugins.legend.labels.color].join())(Chart.getChart('samples'))";
        await page.EvaluateAsync("new Promise(done => { document.getElementById('samples').scrollIntoView({ behavior: 'instant' }); (function look() { Chart.getChart('samples') ? done(true) : setTimeout(look, 20); })(); })");
        await page.EvaluateAsync("Chart.getChart('samples').hide(1)");
        await page.EvaluateAsync("Chart.getChart('samples').zoomScale('x', { min: 2, max: 4 }, 'none')");
        var before = (await page.EvaluateAsync(state)).GetString();

        await page.PrintAsync();

        Assert.EndsWith(",true,false,2,4,rgb(230, 234, 240)", before, StringComparison.Ordinal);
        Assert.Equal(before, (await page.EvaluateAsync(state)).GetString());
    }

    private async Task<BrowserPage> OpenAsync(string scheme)
    {
        var path = Path.Combine(_folder.FullName, "report.html");
        await File.WriteAllTextAsync(path, HtmlReport.Of(Stored.Source(), []));
        var page = await browser.NewPageAsync();
        await page.WidenAsync(1400);
        await page.PreferAsync(scheme);
        await page.GoToAsync(new Uri(path));
        return page;
    }
}
