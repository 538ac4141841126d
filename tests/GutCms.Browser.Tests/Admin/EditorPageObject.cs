using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The editor of content, as somebody sees it.</summary>
/// <param name="page">A page that shows it.</param>
public sealed class EditorPageObject(IPage page)
{
    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>Title of the item.</summary>
    public ILocator Title => page.Locator("#editor > .field [data-title=true]");

    /// <summary>What was done, or what is not saved.</summary>
    public ILocator Done => page.Locator(".note-done");

    /// <summary>The blocks of the body.</summary>
    public ILocator Blocks => page.Locator("[data-bag=Body] > [data-blocks] > [data-block]");

    /// <summary>Says that something is not saved.</summary>
    public ILocator Unsaved => page.Locator("#dirty");

    /// <summary>A field of the item itself, by its label.</summary>
    public ILocator Field(string label) => page.Locator("#editor > .field").GetByLabel(label, new() { Exact = true });

    /// <summary>Adds a block to the body and waits for it.</summary>
    public async Task<ILocator> AddBlockAsync(string type)
    {
        var before = await Blocks.CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add: " + type }).ClickAsync();
        await Assertions.Expect(Blocks).ToHaveCountAsync(before + 1);
        return Blocks.Last;
    }

    /// <summary>Picks an item by words of its title.</summary>
    public async Task PickAsync(string field, string title)
    {
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search: " + field }).FillAsync(title);
        await page.Locator(".pick-offer").Filter(new() { HasText = title }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = field }).Locator(".pick-card")).ToContainTextAsync(title);
    }

    /// <summary>Saves and waits until it is done.</summary>
    public async Task SaveAsync()
    {
        await page.Locator("#save").ClickAsync();
        await Assertions.Expect(Done).ToContainTextAsync("Saved");
    }
}
