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
    public ILocator Field(string label) => page.Locator("#editor > .field, #editor > details > .field").GetByLabel(label, new() { Exact = true });

    /// <summary>Unfolds the details.</summary>
    public async Task OpenDetailsAsync()
    {
        if (await page.Locator(".editor-details:not([open]) > summary").CountAsync() > 0)
        {
            await page.Locator(".editor-details > summary").ClickAsync();
        }
    }

    /// <summary>The search of a picker.</summary>
    public ILocator Search(string field) => page.GetByRole(AriaRole.Combobox, new() { Name = "Search: " + field });

    /// <summary>Takes something of the menu of a block.</summary>
    public static async Task PullAsync(ILocator block, string entry)
    {
        await block.Locator("> .block-tools .block-menu > summary").ClickAsync();
        await block.Locator("> .block-tools .menu-panel").GetByRole(AriaRole.Button, new() { Name = entry }).ClickAsync();
    }

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
        await OpenDetailsAsync();
        await Search(field).FillAsync(title);
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = title, Visible = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = field }).Locator(".pick-card")).ToContainTextAsync(title);
    }

    /// <summary>Saves and waits until it is done.</summary>
    public async Task SaveAsync()
    {
        await page.Locator("#save").ClickAsync();
        await Assertions.Expect(Done).ToContainTextAsync("Saved");
    }
}
