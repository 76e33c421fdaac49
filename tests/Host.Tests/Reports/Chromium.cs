using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Mul.Host.Tests.Reports;

/// <summary>A real browser without a window, until nobody needs it any more. It is told not to talk to anybody by itself.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly Uri _address;

    private Chromium(Process process, DirectoryInfo profile, Uri address)
    {
        _process = process;
        _profile = profile;
        _address = address;
    }

    /// <summary>The browser on this machine; null if there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("mul-chromium-");
        var start = new ProcessStartInfo(Path!)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--window-size=1280,900", "--hide-scrollbars", "--remote-debugging-port=0",
                $"--user-data-dir={profile.FullName}", "about:blank",
            },
        };
        var process = Process.Start(start)!;
        const string said = "DevTools listening on ";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(said, StringComparison.Ordinal))
            {
                // Somebody must go on listening: a browser whose pipe is full stands still.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Chromium(process, profile, new Uri(line[said.Length..]));
            }
        }

        throw new InvalidOperationException($"{Path} ended before it was ready.");
    }

    /// <summary>A new page with nothing in it yet.</summary>
    public async Task<BrowserPage> NewPageAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.PutAsync(new Uri($"http://{_address.Authority}/json/new?about:blank"), null);
        var target = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return await BrowserPage.ConnectAsync(new Uri(target.GetProperty("webSocketDebuggerUrl").GetString()!));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may outlive it by a moment; the system empties this folder.
        }
    }
}
