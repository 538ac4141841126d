using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class UnsavedTextTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Fact]
    public async Task Save_that_comes_second_is_a_choice_and_no_overwrite()
    {
        var (first, second) = (await Person.AddAsync(Data, "Editor"), await Person.AddAsync(Data, "Editor"));
        var mine = new EditorPageObject(await OpenSeriesAsync(first));
        var theirs = new EditorPageObject(await OpenSeriesAsync(second));
        await theirs.Title.FillAsync("Vitamins, by them");
        await theirs.Field("Address").FillAsync("series/by-them");
        await theirs.SaveAsync();

        await mine.Title.FillAsync("Vitamins, by me");
        await mine.Page.Locator("#save").ClickAsync();
        await Assertions.Expect(mine.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Two texts");
        var title = mine.Page.GetByRole(AriaRole.Group, new() { Name = "Title" });
        await Assertions.Expect(title).ToContainTextAsync("Both changed it");
        await Assertions.Expect(mine.Page.GetByRole(AriaRole.Group, new() { Name = "Address" }).GetByLabel("Theirs")).ToBeCheckedAsync();
        await LookAtAsync(mine.Page, "merge");
        await title.GetByLabel("Mine").CheckAsync();
        await mine.Page.GetByRole(AriaRole.Button, new() { Name = "Save what is chosen" }).ClickAsync();

        await Assertions.Expect(mine.Done).ToContainTextAsync("Saved as a draft.");
        await Assertions.Expect(mine.Title).ToHaveValueAsync("Vitamins, by me");
        await Assertions.Expect(mine.Field("Address")).ToHaveValueAsync("series/by-them");
    }

    [Fact]
    public async Task Somebody_else_who_edits_is_named()
    {
        var (first, second) = (await Person.AddAsync(Data, "Editor"), await Person.AddAsync(Data, "Editor"));
        await OpenSeriesAsync(first);
        var page = await OpenSeriesAsync(second);
        await Assertions.Expect(page.Locator(".presence")).ToContainTextAsync(new Regex($"Dr {first.UserName}.* ha(s|ve) this open, too"));
    }

    [Fact]
    public async Task Text_is_offered_back_after_the_browser_was_killed()
    {
        Assert.SkipUnless(Directory.Exists("/proc"), "Finding the processes of a browser needs /proc.");
        const string text = "A title that nobody has saved";
        var author = await Person.AddAsync(Data, "Author");
        var profile = Path.Combine(Data.Folder, "profile-" + Guid.NewGuid().ToString("N"));
        var page = await OpenProfileAsync(profile);
        await page.GotoAsync(At("admin/content/new/Article"));
        await author.SignInAsync(page);
        await new EditorPageObject(page).Title.FillAsync(text);
        await UntilWrittenAsync(Path.Combine(profile, "Default", "Local Storage", "leveldb"), text);
        await KillAsync(page, profile);

        // The session went with the browser: it was a cookie of the session.
        var again = await OpenProfileAsync(profile);
        Listen(again);
        await again.GotoAsync(At("admin/content/new/Article"));
        await author.SignInAsync(again);
        // Kept in the browser, and by then perhaps on the server.
        await again.GetByRole(AriaRole.Button, new() { Name = "Take them back" }).Or(again.GetByRole(AriaRole.Link, new() { Name = "Go on with the working copy" })).ClickAsync();
        await Assertions.Expect(new EditorPageObject(again).Title).ToHaveValueAsync(text);
        await Assertions.Expect(new EditorPageObject(again).Unsaved).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenSeriesAsync(Person person)
    {
        var page = await SignInAsync(person, "admin/content?type=Series&sort=title");
        await page.Locator("[data-open]").Last.ClickAsync();
        await Assertions.Expect(new EditorPageObject(page).Title).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Ends the browser of a profile at once, as a power cut would, and waits until it is gone.</summary>
    private static async Task KillAsync(IPage page, string profile)
    {
        var gone = new TaskCompletionSource();
        page.Context.Close += (_, _) => gone.TrySetResult();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var file = $"/proc/{process.Id}/cmdline";
                var arguments = File.Exists(file) ? (await ReadAsync(file)).Split('\0') : [];
                if (arguments.Contains($"--user-data-dir={profile}") && !arguments.Any(argument => argument.StartsWith("--type=", StringComparison.Ordinal)))
                {
                    process.Kill();
                }
            }
        }

        await gone.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
            return "";
        }
    }

    /// <summary>Chromium writes storage to disk some seconds later; what is not on disk no browser can give back.</summary>
    private static async Task UntilWrittenAsync(string folder, string text)
    {
        var sought = Encoding.Latin1.GetBytes(text);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
                if (copy.ToArray().AsSpan().IndexOf(sought) >= 0)
                {
                    return;
                }
            }
        }
    }
}
