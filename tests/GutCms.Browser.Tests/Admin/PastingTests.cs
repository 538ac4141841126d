using System.Text.RegularExpressions;
using GutCms.Core.Content.Html;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>What people paste keeps what it means, and what cannot be kept is named.</summary>
public sealed class PastingTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    /// <summary>The first seed, and how many.</summary>
    private static readonly int[] Seeds = [1, 150];

    /// <summary>Kinds as the page names them, one and many.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["pictures?"] = "picture",
        ["deleted passages?"] = "deleted",
        ["comments?"] = "comment",
        ["hidden passages?"] = "hidden",
        ["scripts?"] = "script",
        ["form fields?"] = "field",
        ["embedded pages?"] = "frame",
        ["recordings?"] = "video",
        ["drawings?"] = "drawing",
        ["files?"] = "file",
        ["address(es)? that cannot be followed"] = "address",
    };

    [Fact]
    public async Task Every_input_of_the_corpus_becomes_what_it_means_and_the_server_changes_nothing_in_it()
    {
        var pasted = new PastedText(await OpenTextAsync());
        var faults = new List<string>();
        foreach (var one in PastedText.Corpus)
        {
            await pasted.PasteAsync(one.In);
            var html = await pasted.HtmlAsync();
            var leftOut = Kinds.Aggregate((await pasted.LeftOutAsync()).Replace("Left out: ", "", StringComparison.Ordinal), (said, kind) => Regex.Replace(said, kind.Key, kind.Value));
            if (html != one.Out || leftOut != one.LeftOut)
            {
                faults.Add($"{one.Name}\n  expected {one.Out} [{one.LeftOut}]\n  pasted   {html} [{leftOut}]");
            }

            if (ContentHtml.Sanitize(html) is var saved && saved != html)
            {
                faults.Add($"{one.Name}\n  pasted {html}\n  saved  {saved}");
            }
            else if (await pasted.RoundAsync(saved) is var opened && opened != saved)
            {
                faults.Add($"{one.Name}\n  saved  {saved}\n  opened {opened}");
            }
        }

        Assert.Empty(faults);
        Assert.True(PastedText.Corpus.Count() >= 60);
    }

    [Fact]
    public async Task Plain_text_keeps_its_lines_and_characters()
    {
        var pasted = new PastedText(await OpenTextAsync());
        await pasted.PasteAsync("One line\nand another\n\nclass = x & a <b> inter\u00advention 5\u00a0mg", "text/plain");
        Assert.Equal("<p>One line<br>and another</p><p>class = x &amp; a &lt;b&gt; inter\u00advention 5&nbsp;mg</p>", await pasted.HtmlAsync());
    }

    [Fact]
    public async Task Words_that_go_in_come_out_in_their_order_or_are_named()
    {
        var text = await OpenTextAsync();
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Paste", "words.js"), TestContext.Current.CancellationToken);
        Assert.Empty(await text.EvaluateAsync<string[]>(script[script.IndexOf("async (", StringComparison.Ordinal)..], Seeds));
    }

    [Fact]
    public async Task What_was_left_out_is_shown_and_the_paste_taken_back()
    {
        var text = await OpenTextAsync();
        var pasted = new PastedText(text);
        await pasted.PasteAsync("<p>Wait <del>ten</del><ins>two</ins> hours <img src=\"a.png\" alt=\"a clock\"></p>");
        var report = text.Page.Locator(".paste-report");
        await Assertions.Expect(report).ToContainTextAsync("Left out: 1 deleted passage, 1 picture");
        await report.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(report.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["deleted passage: ten", "picture: a clock"]);
        await LookAtAsync(text.Page, "paste");
        await report.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(report).ToHaveCountAsync(0);
        Assert.Equal("", await pasted.HtmlAsync());
    }

    [Fact]
    public async Task Picture_from_the_clipboard_is_named()
    {
        var text = await OpenTextAsync();
        await text.EvaluateAsync(
            """
            element => {
              const data = new DataTransfer();
              data.items.add(new File(['x'], 'screenshot.png', { type: 'image/png' }));
              element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(text.Page.Locator(".paste-report")).ToContainTextAsync("Left out: 1 picture");
        Assert.Equal("", await new PastedText(text).HtmlAsync());
    }

    [Fact]
    public async Task Notes_of_two_texts_have_names_of_their_own()
    {
        const string note = "<p>Often<a href=\"#_ftn1\">1</a></p><p id=\"_ftn1\">In adults.</p>";
        var text = await OpenTextAsync();
        await new PastedText(text).PasteAsync(note);
        Assert.Equal("<p>Often<a href=\"#note-ftn1\">1</a></p><p id=\"note-ftn1\">In adults.</p>", await new PastedText(text).HtmlAsync());
        var other = (await new EditorPageObject(text.Page).AddBlockAsync("Section")).GetByRole(AriaRole.Textbox, new() { Name = "Text" });
        await new PastedText(other).PasteAsync(note);
        Assert.Equal("<p>Often<a href=\"#note-ftn1-2\">1</a></p><p id=\"note-ftn1-2\">In adults.</p>", await new PastedText(other).HtmlAsync());
    }

    private async Task<ILocator> OpenTextAsync()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var section = await new EditorPageObject(page).AddBlockAsync("Section");
        return section.GetByRole(AriaRole.Textbox, new() { Name = "Text" });
    }
}
