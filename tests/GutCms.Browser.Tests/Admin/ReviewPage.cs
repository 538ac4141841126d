using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The review desk with one text.</summary>
internal sealed class ReviewPage(IPage page)
{
    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>The text with its marks.</summary>
    public ILocator Text => page.GetByRole(AriaRole.Article, new() { Name = "The text as readers will see it" });

    /// <summary>What the layout says was done.</summary>
    public ILocator Done => page.Locator(".note-done");

    /// <summary>What comes next.</summary>
    public ILocator Next => page.GetByRole(AriaRole.Region, new() { Name = "Where it stands" });

    /// <summary>Threads of comments.</summary>
    public ILocator Threads => page.Locator(".thread");

    /// <summary>Opens it.</summary>
    public async Task OpenAsync(string id) => await page.GotoAsync(new Uri(new Uri(page.Url), $"/admin/review/{id}").AbsoluteUri);

    /// <summary>Presses a button of the section that says where it stands.</summary>
    public Task PullAsync(string words) => Next.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).Or(Next.GetByRole(AriaRole.Link, new() { Name = words, Exact = true })).ClickAsync();

    /// <summary>Signs an approval.</summary>
    public async Task ApproveAsync(string password)
    {
        await page.Locator("[data-decision=approve] > summary").ClickAsync();
        var despiteOpen = page.Locator("[data-decision=approve] [name=DespiteOpenThreads]");
        if (await despiteOpen.CountAsync() > 0)
        {
            await despiteOpen.CheckAsync();
        }

        await page.GetByLabel("Your password").First.FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign and approve" }).ClickAsync();
    }

    /// <summary>Asks for changes.</summary>
    public async Task AskForChangesAsync(string what)
    {
        await page.Locator("[data-decision=requestChanges] > summary").ClickAsync();
        await page.GetByLabel("What has to be changed").FillAsync(what);
        await page.Locator("[data-decision=requestChanges] form button").ClickAsync();
    }

    /// <summary>Selects words of the text as a reader does with a mouse.</summary>
    public Task SelectAsync(string words) => page.EvaluateAsync(
        """
        words => {
          const walker = document.createTreeWalker(document.querySelector('article.proof'), NodeFilter.SHOW_TEXT, node => node.parentElement.closest('[data-block]') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) {
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + words.length);
              document.getSelection().removeAllRanges();
              document.getSelection().addRange(range);
              return;
            }
          }
        }
        """, words);
}
