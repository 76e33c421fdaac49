namespace Mul.Host.Tests.Reports;

public sealed class HtmlReportSpecs
{
    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task Look()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        var file = Environment.GetEnvironmentVariable("MUL_LOOK")!;
        await using var browser = await Chromium.StartAsync();
        foreach (var scheme in new[] { "light", "dark" })
        {
            await using var page = await browser.NewPageAsync();
            await page.PreferAsync(scheme);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await page.GoToAsync(new Uri(file));
            Console.WriteLine($"loaded {clock.ElapsedMilliseconds}");
            await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
            Console.WriteLine($"drawn {clock.ElapsedMilliseconds}");
            await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            Console.WriteLine($"frames {clock.ElapsedMilliseconds}");
            var height = (await page.EvaluateAsync("document.documentElement.scrollHeight")).GetDouble();
            for (var top = 0; top < height; top += 1500)
            {
                await File.WriteAllBytesAsync($"/tmp/look-{scheme}-{top / 1500}.png", await page.PictureAsync(0, top, 1280, Math.Min(1500, height - top)));
            }

            Console.WriteLine(string.Join("\n", page.Complaints) + "\n" + string.Join("\n", page.Requests));
        }
    }
}
