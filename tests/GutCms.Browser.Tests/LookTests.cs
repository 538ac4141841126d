namespace GutCms.Browser.Tests;

/// <summary>A look finds what is wrong with a page.</summary>
public sealed class LookTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncDisposable
{
    [Theory]
    [InlineData("<img src=\"data:,\">", "light 1440: image-alt")]
    [InlineData("<p style=\"width: 400px\">Wide</p>", "scrolls sideways by")]
    [InlineData("<p style=\"width: 30px; overflow-wrap: anywhere\">Appetite</p>", "breaks a word at 360 px: Appetite")]
    [InlineData("<p style=\"color: #bbb; background: #fff\">Faint</p>", "dark 360: color-contrast")]
    public async Task Names_the_fault(string html, string fault)
    {
        var page = await chromium.OpenAsync(1440, script: true);
        await page.SetContentAsync($"<!DOCTYPE html><html lang=\"en\"><head><title>Page</title></head><body><main><h1>Page</h1>{html}</main></body></html>");

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Look.AtAsync(page, "faulty"));

        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await chromium.CloseAsync();
}
