using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mul.Host.Tests.Reports;

/// <summary>A page of a browser, over the Chrome DevTools Protocol.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private Task _listening = Task.CompletedTask;
    private int _questions;

    /// <summary>What the console and the browser complained about.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Every address that the page asked for, its own first.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<BrowserPage> ConnectAsync(Uri address)
    {
        var page = new BrowserPage();
        await page._socket.ConnectAsync(address, CancellationToken.None);
        page._listening = page.ListenAsync();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await page.AskAsync(domain + ".enable");
        }

        return page;
    }

    /// <summary>Goes to <paramref name="address"/> and waits until it is loaded.</summary>
    public async Task GoToAsync(Uri address)
    {
        await AskAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() });
        await _loaded.Task.WaitAsync(Patience);
    }

    /// <summary>The value of an expression, awaited if it is a promise.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await AskAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer.TryGetProperty("exceptionDetails", out var exception)
            ? throw new InvalidOperationException($"{expression}: {exception}")
            : answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Makes the page believe that its reader likes <c>light</c> or <c>dark</c>.</summary>
    public Task PreferAsync(string scheme) => AskAsync(
        "Emulation.setEmulatedMedia",
        new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    /// <summary>Makes the page as wide as a window of so many pixels.</summary>
    public Task WidenAsync(int width) => AskAsync(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <summary>Prints the page; what is printed is lost, but the page can look at itself meanwhile.</summary>
    public Task PrintAsync() => AskAsync("Page.printToPDF");

    /// <summary>Presses and releases a key, as <c>Tab</c> or <c>ArrowRight</c>.</summary>
    public async Task PressAsync(string key, int code)
    {
        foreach (var type in new[] { "rawKeyDown", "keyUp" })
        {
            await AskAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
        }
    }

    /// <summary>What is at <paramref name="left"/>, <paramref name="top"/> of the page, as a PNG.</summary>
    public async Task<byte[]> PictureAsync(double left, double top, double width, double height, double scale = 1)
    {
        var answer = await AskAsync("Page.captureScreenshot", new JsonObject
        {
            ["captureBeyondViewport"] = true,
            ["clip"] = new JsonObject { ["x"] = left, ["y"] = top, ["width"] = width, ["height"] = height, ["scale"] = scale },
        });
        return answer.GetProperty("data").GetBytesFromBase64();
    }

    public async ValueTask DisposeAsync()
    {
        await AskAsync("Page.close");
        await _ending.CancelAsync();
        await _listening;
        _socket.Dispose();
        _ending.Dispose();
    }

    private async Task<JsonElement> AskAsync(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _questions);
        var answer = _asked[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, true, _ending.Token);
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                var part = await _socket.ReceiveAsync(buffer, _ending.Token);
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Hear(JsonSerializer.Deserialize<JsonElement>(message.GetBuffer().AsSpan(0, (int)message.Length)));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The page is closed.
        }
    }

    private void Hear(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (_asked.TryRemove(id.GetInt32(), out var asked))
            {
                _ = message.TryGetProperty("result", out var result)
                    ? asked.TrySetResult(result)
                    : asked.TrySetException(new InvalidOperationException(message.ToString()));
            }

            return;
        }

        var about = message.GetProperty("params");
        switch (message.GetProperty("method").GetString())
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue(about.GetProperty("request").GetProperty("url").GetString()!);
                break;
            case "Runtime.exceptionThrown":
            case "Log.entryAdded":
            case "Runtime.consoleAPICalled" when about.GetProperty("type").GetString() is "error" or "warning" or "assert":
                Complaints.Enqueue(about.ToString());
                break;
        }
    }
}
