using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests;

/// <summary>A browser that is installed on the machine, shared by the tests of a collection. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly List<IBrowserContext> _contexts = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens an empty page in a context of its own.</summary>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="script">Scripts may run.</param>
    /// <param name="bypassContentPolicy">The content security policy of pages is passed over, to see what they hold without it.</param>
    public async Task<IPage> OpenAsync(int width, bool script, bool bypassContentPolicy = false)
    {
        // Started by the first test that needs it, so that a missing browser skips that test.
        var path = Require.Chromium();

        // A bound for what hangs, not a measure: a loaded machine takes its time.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            BypassCSP = bypassContentPolicy,
        });
        context.SetDefaultTimeout(120_000);
        _contexts.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>Opens a page in a browser of its own that keeps what it knows in a folder, as a person's does.</summary>
    public async Task<IPage> OpenProfileAsync(string folder)
    {
        var path = Require.Chromium();
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright ??= await Playwright.CreateAsync();
        var context = await _playwright.Chromium.LaunchPersistentContextAsync(folder, new() { ExecutablePath = path, Args = Flags, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(120_000);
        _contexts.Add(context);
        context.Close += (_, _) => _contexts.Remove(context);
        return context.Pages[0];
    }

    /// <summary>Closes everything that was opened; the browser stays.</summary>
    public async Task CloseAsync()
    {
        foreach (var context in _contexts.ToList())
        {
            await context.DisposeAsync();
        }

        _contexts.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
