using GutCms.TestSupport;
using GutCms.TestSupport.Hostile;

namespace GutCms.Browser.Tests;

/// <summary>An article of more than a hundred payloads in every text: a real browser, with the content security policy switched off, finds nothing to run.</summary>
public sealed class HostileArticleTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncDisposable
{
    [Fact]
    public async Task Runs_no_script_and_asks_nobody_else_for_anything()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        var recipe = Path.Combine(site.Folder, "hostile.recipe.json");
        await File.WriteAllTextAsync(recipe, Payloads.Recipe().ToJsonString(), TestContext.Current.CancellationToken);
        var run = await site.RunAsync("recipe", "run", recipe);
        Assert.True(run.ExitCode == 0, run.Error);
        await using var host = await site.StartAsync();
        var page = await chromium.OpenAsync(1440, script: true, bypassContentPolicy: true);
        List<string> events = [];
        page.Dialog += (_, dialog) => events.Add("dialog: " + dialog.Message);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Address.AbsoluteUri, StringComparison.Ordinal))
            {
                events.Add("request: " + request.Url);
            }
        };

        foreach (var path in new[] { "articles/" + Payloads.Everything, "", "?q=window" })
        {
            await page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);
            await page.EvaluateAsync("document.querySelectorAll('*').forEach(element => { element.dispatchEvent(new Event('mouseover')); element.dispatchEvent(new Event('focus')); })");
            Assert.False(await page.EvaluateAsync<bool>("window.pwned !== undefined"), path);
        }

        // The payloads are there, as text.
        Assert.Contains("<script>window.pwned=1</script>", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(events);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await chromium.CloseAsync();
}
