using System.Net;
using System.Text.Json;
using Mul.Actors.Nodes.Coordinating;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Live;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Live;

/// <summary>The page that shows a run while it goes on.</summary>
public sealed class LiveServerSpecs(OneBrowser browser) : IClassFixture<OneBrowser>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly LiveRun _run = new([new PoolAsked(new PoolSide(16, new DispatcherSide("fork-join", "ForkJoinDispatcher", "fork-join-executor", 30, 8)), 8)]);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Whoever_comes_late_hears_everything_so_far_then_what_is_new_and_the_end()
    {
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");
        Report(second: 1, answered: 10, inFlight: 4);

        using var events = new StreamReader(await _http.GetStreamAsync(new Uri(server.Address, "events")));
        var first = await NextAsync(events);
        Report(second: 2, answered: 20, inFlight: 3);
        var second = await NextAsync(events);
        _run.End();
        var last = await NextAsync(events);

        Assert.Equal((1, 10), (first.GetProperty("elapsedSeconds").GetDouble(), first.GetProperty("answered").GetInt32()));
        var pool = second.GetProperty("pools")[0];
        // Of 100 told jobs 20 are answered and 3 are in flight.
        Assert.Equal((3, 8, 77, 20), (Int(pool, "atOnce"), Int(pool, "askedAtOnce"), Int(pool, "backlog"), Int(pool, "done")));
        Assert.False(second.GetProperty("hasEnded").GetBoolean());
        Assert.True(last.GetProperty("hasEnded").GetBoolean());
        Assert.Null(await events.ReadLineAsync());
    }

    [Fact]
    public async Task A_run_over_nodes_tells_how_it_stands_with_them_and_not_what_it_cannot_see()
    {
        await using var server = await LiveServer.StartAsync(_run, "nodes, crunch");
        Report(second: 1, answered: 10, inFlight: 0, new NodeCensus(Here: 2, Held: 16, Redispatched: 3, Died: 1));

        using var events = new StreamReader(await _http.GetStreamAsync(new Uri(server.Address, "events")));
        var news = await NextAsync(events);

        var nodes = news.GetProperty("nodes");
        Assert.Equal((2, 16, 3, 1), (Int(nodes, "here"), Int(nodes, "held"), Int(nodes, "redispatched"), Int(nodes, "died")));
        var pool = news.GetProperty("pools")[0];
        Assert.Equal(JsonValueKind.Null, pool.GetProperty("atOnce").ValueKind);
        Assert.Equal(90, Int(pool, "backlog"));
    }

    [SkippableFact]
    public async Task A_browser_shows_the_nodes_of_a_run()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var server = await LiveServer.StartAsync(_run, "nodes, crunch");
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(server.Address);

        Report(second: 1, answered: 10, inFlight: 0, new NodeCensus(Here: 2, Held: 16, Redispatched: 3, Died: 1));

        await SeesAsync(page, "document.querySelector('#nodes').textContent", "2 nodes hold 16 jobs · 3 handed out again · 1 nodes died");
        await SeesAsync(page, "document.querySelector('#pools').textContent", "downloadersfork-join–89010");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_page_that_was_made_to_believe_that_it_is_on_this_machine_hears_nothing()
    {
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "events")) { Headers = { Host = "rebound.example" } };

        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Equal("127.0.0.1", server.Address.Host);
    }

    [Fact]
    public async Task Nothing_can_be_sent_to_it()
    {
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");

        using var answer = await _http.PostAsync(server.Address, null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    // A run tells its last state as soon as it has ended, and then that it has.
    [SkippableFact]
    public async Task Two_looks_that_are_close_together_are_no_rate()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(server.Address);

        Report(second: 1, answered: 10, inFlight: 4, coreSeconds: 0.1);
        Report(second: 2, answered: 20, inFlight: 4, coreSeconds: 1.9);
        Report(second: 2.001, answered: 20, inFlight: 0, coreSeconds: 2);
        _run.End();

        await SeesAsync(page, "`${Chart.getChart('backlog')?.data.datasets[0].data.length}`", "4");
        await SeesAsync(page, "Chart.getChart('cores').data.datasets.map(set => set.data.map(point => `${point.x}: ${point.y.toFixed(2)}`).join()).join('; ')", "1: 0.10,2: 1.80; 1: CORES.00,2: CORES.00".Replace("CORES", $"{Environment.ProcessorCount}", StringComparison.Ordinal));
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task The_heading_of_a_panel_stands_in_one_line_with_its_panel()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(server.Address);

        await SeesAsync(page, "(style => `${style.marginTop} ${style.paddingTop} ${style.borderTopWidth}`)(getComputedStyle(document.querySelector('figure h2')))", "0px 0px 0px");
    }

    [SkippableFact]
    public async Task On_a_phone_a_curve_has_room_between_its_legend_and_its_axis()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");
        await using var page = await browser.NewPageAsync();
        await page.WidenAsync(360);
        await page.GoToAsync(server.Address);

        Report(second: 1, answered: 10, inFlight: 4);

        await SeesAsync(page, "`${Chart.getChart('at-once')?.chartArea?.height > 100}`", "true");
    }

    [Fact]
    public async Task What_is_named_in_the_title_stays_text()
    {
        await using var server = await LiveServer.StartAsync(_run, "<script>alert(1)</script>, downloads");

        var page = await _http.GetStringAsync(server.Address);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_browser_shows_the_run_holds_still_and_goes_on_by_keyboard_alone()
    {
        Skip.If(Chromium.Path is null, "chromium is not installed");
        await using var server = await LiveServer.StartAsync(_run, "fork-join, downloads");
        await using var page = await browser.NewPageAsync();
        await page.GoToAsync(server.Address);

        Report(second: 1, answered: 10, inFlight: 4);
        await SeesAsync(page, "document.querySelector('#pools').textContent", "downloadersfork-join488610");
        await SeesAsync(page, "document.querySelector('#at-once').getAttribute('aria-label')", "downloaders: 4, downloaders: asked for: 8");

        await FocusAsync(page, "pause");
        await page.PressAsync(" ", 32);
        await SeesAsync(page, "document.querySelector('#pause').textContent", "Go on");
        Report(second: 2, answered: 20, inFlight: 3);
        await HearsAsync(page, second: 2);
        await SeesAsync(page, "document.querySelector('#pools').textContent", "downloadersfork-join488610");
        await page.PressAsync(" ", 32);
        await SeesAsync(page, "document.querySelector('#pools').textContent", "downloadersfork-join387720");

        await FocusAsync(page, "at-once");
        await page.PressAsync("ArrowLeft", 37);
        await SeesAsync(page, "document.querySelector('output').textContent", "2 s: downloaders 3, downloaders: asked for 8");
        await page.PressAsync("ArrowLeft", 37);
        await SeesAsync(page, "document.querySelector('output').textContent", "1 s: downloaders 4, downloaders: asked for 8");
        _run.End();
        await SeesAsync(page, "document.querySelector('#state').textContent", "The run has ended; its result is in the terminal.");

        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith(server.Address.ToString(), request.Replace("data:,", server.Address.ToString(), StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private void Report(double second, int answered, int inFlight, NodeCensus? nodes = null, double? coreSeconds = null) => _run.Report(new SampleProgress(200, 100, answered, second, nodes)
    {
        Snapshot = new RunSnapshot([new PoolSnapshot("downloaders", "fork-join", 100, answered, inFlight, [])], 21, coreSeconds ?? second * 0.5, 0),
    });

    private static async Task<JsonElement> NextAsync(StreamReader events)
    {
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var data = JsonDocument.Parse(line["data: ".Length..]).RootElement;
                await events.ReadLineAsync();
                return data;
            }
        }

        throw new EndOfStreamException();
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    // As far as Tab goes before it, so that it can be reached without a mouse.
    private static async Task FocusAsync(BrowserPage page, string id)
    {
        await page.EvaluateAsync("document.activeElement.blur()");
        for (var tabs = 0; tabs < 20; tabs++)
        {
            await page.PressAsync("Tab", 9);
            if ((await page.EvaluateAsync("document.activeElement.id")).GetString() == id)
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {id}");
    }

    // Another ear of the same browser, and time for the page to draw what it heard as well.
    private static async Task HearsAsync(BrowserPage page, int second) => await page.EvaluateAsync(
        $$"""
        new Promise(done => {
          const events = new EventSource('/events');
          events.onmessage = event => {
            if (JSON.parse(event.data).elapsedSeconds >= {{second}}) {
              events.close();
              setTimeout(() => done(true), 200);
            }
          };
        })
        """);

    // The page answers when it is so, or says what it is instead.
    private static async Task SeesAsync(BrowserPage page, string expression, string expected)
    {
        var seen = await page.EvaluateAsync(
            $$"""
            new Promise(done => {
              const end = performance.now() + 20000;
              const look = () => {{expression}} === {{JsonSerializer.Serialize(expected)}} || performance.now() > end ? done({{expression}}) : setTimeout(look, 20);
              look();
            })
            """);
        Assert.Equal(expected, seen.GetString());
    }
}
