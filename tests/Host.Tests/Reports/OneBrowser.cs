namespace Mul.Host.Tests.Reports;

/// <summary>One browser for all specs of a class, from the first page that one of them opens: its start takes longer than what most do with it.</summary>
public sealed class OneBrowser : IAsyncLifetime
{
    private Chromium? _browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    /// <summary>A new page with nothing in it yet; the specs of a class run one after another.</summary>
    internal async Task<BrowserPage> NewPageAsync()
    {
        _browser ??= await Chromium.StartAsync();
        return await _browser.NewPageAsync();
    }
}
