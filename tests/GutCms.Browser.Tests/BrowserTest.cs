using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests;

/// <summary>What every test of a page needs; closes the pages that a test has opened.</summary>
public abstract class BrowserTest(SiteFixture site, Chromium chromium) : IAsyncDisposable
{
    /// <summary>Address of the site.</summary>
    protected Uri Site => site.Host.Address;

    /// <summary>Opens a page of the site in a browser context of its own.</summary>
    /// <param name="path">Relative to the site.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="script">Scripts may run.</param>
    protected async Task<IPage> VisitAsync(string path, int width, bool script = true)
    {
        var page = await chromium.OpenAsync(width, script);
        await page.GotoAsync(At(path));
        return page;
    }

    /// <summary>Opens an empty page.</summary>
    protected Task<IPage> OpenAsync(int width, bool script = true) => chromium.OpenAsync(width, script);

    /// <summary>Opens a page in a browser of its own with a profile on disk.</summary>
    protected Task<IPage> OpenProfileAsync(string folder) => chromium.OpenProfileAsync(folder);

    /// <summary>Address of a page of the site.</summary>
    protected string At(string path) => new Uri(Site, path).AbsoluteUri;

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await chromium.CloseAsync();
        GC.SuppressFinalize(this);
    }
}
