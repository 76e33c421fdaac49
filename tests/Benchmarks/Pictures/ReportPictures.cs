using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Html;
using Mul.Host.Tests.Reports;

namespace Mul.Benchmarks.Pictures;

/// <summary>Photographs charts of a ledger's HTML report, by day and by night: <c>pictures LEDGER FOLDER FIGURE...</c></summary>
internal static class ReportPictures
{
    private const string Drawn = "new Promise(done => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); requestAnimationFrame(() => requestAnimationFrame(() => done(true))); })";

    /// <param name="figures">Ids as in the report: ratios, samples, core-seconds, routees-2; or summary.</param>
    public static async Task<int> RunAsync(string ledgerPath, string folder, IReadOnlyList<string> figures)
    {
        if (Chromium.Path is null)
        {
            Console.Error.WriteLine("pictures: needs Chromium (apt-get install chromium).");
            return 2;
        }

        using var ledger = TracedLedger.Load(ledgerPath);
        var html = Path.Combine(Directory.CreateTempSubdirectory("mul-pictures-").FullName, "report.html");
        var source = ReportSource.Of(CompareRecords.Of(ledger.Ledger), ledger);
        await File.WriteAllTextAsync(html, HtmlReport.Of(source, TracedExemplar.ReadAll(source.Exemplars)));
        await using var browser = await Chromium.StartAsync();
        foreach (var scheme in new[] { "light", "dark" })
        {
            await using var page = await browser.NewPageAsync();
            await page.PreferAsync(scheme);
            await page.GoToAsync(new Uri(html));
            await page.EvaluateAsync(Drawn);
            foreach (var figure in figures)
            {
                var box = await page.EvaluateAsync(
                    $"(() => {{ const one = document.getElementById('{figure}'); const box = (one.closest('figure') ?? one).getBoundingClientRect(); return [box.left + scrollX, box.top + scrollY, box.width, box.height]; }})()");
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, $"{figure}-{scheme}.png"),
                    await page.PictureAsync(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble()));
            }
        }

        Directory.Delete(Path.GetDirectoryName(html)!, recursive: true);
        return 0;
    }
}
