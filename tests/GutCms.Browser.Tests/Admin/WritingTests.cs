using GutCms.Core.Content.Html;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The editor shows, makes and keeps what the profile of the server allows.</summary>
public sealed class WritingTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["href"] = "tel:+15550100",
        ["rel"] = "nofollow",
        ["title"] = "body mass index",
        ["value"] = "4",
        ["start"] = "3",
        ["type"] = "a",
        ["reversed"] = "",
        ["colspan"] = "2",
        ["rowspan"] = "2",
        ["scope"] = "col",
        ["dir"] = "rtl",
        ["lang"] = "he",
        ["id"] = "note-a",
        ["display"] = "block",
        ["mathvariant"] = "normal",
        ["form"] = "prefix",
        ["linethickness"] = "1px",
        ["lspace"] = "1em",
        ["rspace"] = "1em",
        ["width"] = "1em",
        ["height"] = "1em",
        ["depth"] = "1em",
        ["columnspan"] = "2",
    };

    [Fact]
    public async Task Every_element_and_attribute_of_the_profile_goes_round()
    {
        var text = await OpenTextAsync();
        var faults = new List<string>();
        foreach (var html in Samples())
        {
            Assert.Equal(html, ContentHtml.Sanitize(html));
            var opened = await new PastedText(text).RoundAsync(html);
            if (opened != html)
            {
                faults.Add($"{html}\n  became {opened}");
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task What_is_not_touched_stays_to_the_byte()
    {
        const string kept = "<p><em>a<strong>b</strong></em></p><table><tbody><tr><td>c</td></tr></tbody></table><ul>\n<li>d</li>\n</ul>";
        var text = await OpenTextAsync();
        var editor = new EditorPageObject(text.Page);
        await editor.Title.FillAsync("Not touched");
        await editor.PickAsync("Disclaimer", "For educational purposes only");
        await editor.Blocks.First.GetByLabel("Heading (required)").FillAsync("Aim");
        await text.EvaluateAsync("(element, html) => { element.closest('.field').querySelector('textarea').value = html; }", kept + "<p>e</p>");
        await editor.SaveAsync();
        await text.Page.ReloadAsync();
        var opened = text.Page.Locator("[data-bag=Body] .rich-text");
        await opened.EvaluateAsync("element => { element.closest('details').open = true; element.editor.commands.focus('end'); }");
        await Assertions.Expect(opened).ToBeFocusedAsync();
        await text.Page.Keyboard.TypeAsync("f");

        Assert.Equal(kept + "<p>ef</p>", await new PastedText(opened).HtmlAsync());
    }

    [Fact]
    public async Task Buttons_make_what_they_say()
    {
        var text = await OpenTextAsync();
        foreach (var (button, html) in ((string, string)[])
        [
            ("Bold", "<p><strong>x</strong></p>"), ("Superscript", "<p><sup>x</sup></p>"), ("Subscript", "<p><sub>x</sub></p>"), ("Struck through", "<p><s>x</s></p>"), ("Code", "<p><code>x</code></p>"),
            ("Quotation in the line", "<p><q>x</q></p>"), ("Bullets", "<ul><li>x</li></ul>"), ("Numbers", "<ol><li>x</li></ol>"), ("Terms", "<dl><dt>x</dt></dl>"), ("Quotation", "<blockquote>x</blockquote>"),
            ("Heading", "<h3>x</h3>"),
        ])
        {
            await ClearAsync(text);
            await text.PressSequentiallyAsync("x");
            await SelectAsync(text);
            await PressAsync(text, button);
            Assert.Equal(html, await new PastedText(text).HtmlAsync());
        }
    }

    [Fact]
    public async Task Keys_make_marks_and_links_with_a_completed_address()
    {
        var text = await OpenTextAsync();
        await text.PressSequentiallyAsync("10");
        await text.PressAsync("Control+.");
        await text.PressSequentiallyAsync("9");
        await text.PressAsync("Control+.");
        await text.PressSequentiallyAsync(" see ");
        await text.PressAsync("Control+k");
        var address = text.Page.GetByLabel("Address of the link");
        await Assertions.Expect(address).ToBeFocusedAsync();
        await address.FillAsync("java script:x");
        await address.PressAsync("Enter");
        await Assertions.Expect(text.Page.GetByText("This is no address that readers can follow.")).ToBeVisibleAsync();
        await address.FillAsync("site.example/a");
        await address.PressAsync("Enter");
        Assert.Equal("<p>10<sup>9</sup> see <a href=\"https://site.example/a\">https://site.example/a</a></p>", await new PastedText(text).HtmlAsync());
    }

    [Fact]
    public async Task Article_of_the_site_is_found_and_linked()
    {
        var text = await OpenTextAsync();
        await text.PressAsync("Control+k");
        await text.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search an article of this site" }).FillAsync("mental");
        await text.Page.Locator(".rich-panel [role=option]").First.ClickAsync();
        Assert.StartsWith("<p><a href=\"/articles/gut-health-and-mental-health\">Gut Health and Mental Health", await new PastedText(text).HtmlAsync());
    }

    [Fact]
    public async Task Table_is_made_filled_and_changed()
    {
        var text = await OpenTextAsync();
        await Button(text, "Table").ClickAsync();
        await PressAsync(text, "Insert a table");
        await PressAsync(text, "Remove the column");
        await PressAsync(text, "Remove the row");
        await PressAsync(text, "Remove the row");
        await text.PressSequentiallyAsync("a");
        await text.PressAsync("Tab");
        await text.PressSequentiallyAsync("b");
        await text.PressAsync("Tab");
        await text.PressSequentiallyAsync("c");
        await PressAsync(text, "Caption");
        await text.PressSequentiallyAsync("Doses");
        Assert.Equal("<table><caption>Doses</caption><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table>", await new PastedText(text).HtmlAsync());
        await LookAtAsync(text.Page, "table");
        await PressAsync(text, "Remove the table");
        Assert.Equal("", await new PastedText(text).HtmlAsync());
    }

    [Fact]
    public async Task Block_is_left_by_Enter_and_leaves_no_empty_paragraph()
    {
        var text = await OpenTextAsync();
        foreach (var (begin, html) in ((string, string)[])[("- ", "<ul><li>a</li></ul>"), ("> ", "<blockquote>a</blockquote>"), ("### ", "<h3>a</h3>")])
        {
            await ClearAsync(text);
            await text.PressSequentiallyAsync(begin + "a");
            await text.PressAsync("Enter");
            if (begin != "### ")
            {
                await text.PressAsync("Enter");
            }

            Assert.Equal(html, await new PastedText(text).HtmlAsync());
            await text.PressSequentiallyAsync("b");
            Assert.Equal(html + "<p>b</p>", await new PastedText(text).HtmlAsync());
        }
    }

    [Fact]
    public async Task Panels_make_numbers_signs_notes_abbreviations_languages_and_formulas()
    {
        var text = await OpenTextAsync();
        var pasted = new PastedText(text);
        var toolbar = text.Page.GetByRole(AriaRole.Toolbar);
        await text.PressSequentiallyAsync("BMI");
        await Button(text, "Signs").ClickAsync();
        await LookAtAsync(text.Page, "toolbar");
        await PressAsync(text, "≥");
        await SelectAsync(text);
        await Button(text, "Abbreviation").ClickAsync();
        await toolbar.GetByLabel("What the selected abbreviation stands for").FillAsync("body mass index");
        await PressAsync(text, "Apply");
        Assert.Equal("<p><abbr title=\"body mass index\">BMI≥</abbr></p>", await pasted.HtmlAsync());
        await SelectAsync(text);
        await Button(text, "Language").ClickAsync();
        await toolbar.GetByLabel("Language code").FillAsync("fr");
        await PressAsync(text, "Apply");
        Assert.Equal("<p><span lang=\"fr\"><abbr title=\"body mass index\">BMI≥</abbr></span></p>", await pasted.HtmlAsync());
        await SelectAsync(text, "end");
        await Button(text, "Note").ClickAsync();
        await toolbar.GetByLabel("Text of the note").FillAsync("In adults.");
        await PressAsync(text, "Add the note");
        Assert.EndsWith("<a href=\"#note-1\" id=\"note-1-ref\"><sup>1</sup></a></p><ol><li id=\"note-1\">In adults. <a href=\"#note-1-ref\">↩</a></li></ol>", await pasted.HtmlAsync(), StringComparison.Ordinal);
        await pasted.PasteAsync("<ol><li>x</li></ol>");
        await Button(text, "List options").ClickAsync();
        await toolbar.GetByLabel("Numbering").SelectOptionAsync("a");
        await toolbar.GetByLabel("Begins with").FillAsync("3");
        await PressAsync(text, "Apply");
        Assert.Equal("<ol start=\"3\" type=\"a\"><li>x</li></ol>", await pasted.HtmlAsync());
        await SelectAsync(text, "end");
        await Button(text, "Formula").ClickAsync();
        await toolbar.GetByLabel("Formula in MathML").FillAsync("<math><mi onclick=\"x\">a</mi></math>");
        await PressAsync(text, "Apply");
        Assert.Equal("<ol start=\"3\" type=\"a\"><li>x<math><mi>a</mi></math></li></ol>", await pasted.HtmlAsync());
    }

    private static ILocator Button(ILocator text, string name) => text.Page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    // The cursor goes back to the text a moment after a button was pressed.
    private static async Task PressAsync(ILocator text, string name)
    {
        await Button(text, name).ClickAsync();
        await Assertions.Expect(text).ToBeFocusedAsync();
    }

    private static async Task SelectAsync(ILocator text, string at = "all") => await text.EvaluateAsync("(element, at) => { element.editor.commands.setTextSelection(at === 'all' ? { from: 0, to: element.editor.state.doc.content.size } : element.editor.state.doc.content.size - 1); }", at);

    private async Task<ILocator> OpenTextAsync()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var section = await new EditorPageObject(page).AddBlockAsync("Section");
        var text = section.GetByRole(AriaRole.Textbox, new() { Name = "Text" });
        await text.ClickAsync();
        return text;
    }

    private static async Task ClearAsync(ILocator text) => await text.EvaluateAsync("element => { element.editor.chain().clearContent(true).focus().run(); }");

    private static IEnumerable<string> Samples()
    {
        foreach (var tag in HtmlProfile.Inline.Concat(HtmlProfile.Blocks).Order(StringComparer.Ordinal))
        {
            var own = HtmlProfile.Attributes.GetValueOrDefault(tag, []);
            var needed = tag switch { "a" => "href", "bdo" => "dir", "span" => "lang", _ => null };
            string[] said = tag is "br" or "hr" or "thead" or "tbody" or "tfoot" ? [] : [.. own, .. HtmlProfile.GlobalAttributes];
            foreach (var name in said.Append(needed).Distinct())
            {
                var names = said.Where(one => one == name || one == needed);
                yield return Within(tag, string.Concat(names.Select(one => $" {one}=\"{Values[one]}\"")));
            }
        }

        foreach (var name in HtmlFormula.Elements.Where(name => name != "math"))
        {
            yield return $"<p>x <math><{name}>{(HtmlFormula.IsToken(name) ? "y" : "")}</{name}><mn>1</mn></math></p>";
        }

        foreach (var name in HtmlFormula.Attributes)
        {
            yield return $"<p>x <math><mo {name}=\"{Values.GetValueOrDefault(name, "true").Replace("rtl", "ltr", StringComparison.Ordinal)}\">+</mo></math></p>";
        }
    }

    private static string Within(string tag, string said)
    {
        string Made(string content) => $"<{tag}{said}>{content}</{tag}>";
        return tag switch
        {
            "br" => "<p>x<br>y</p>",
            "hr" => "<p>x</p><hr><p>y</p>",
            "ul" or "ol" => Made("<li>x</li>"),
            "li" => $"<ol>{Made("x")}</ol>",
            "dl" => Made("<dt>x</dt><dd>y</dd>"),
            "dt" => $"<dl>{Made("x")}<dd>y</dd></dl>",
            "dd" => $"<dl><dt>x</dt>{Made("y")}</dl>",
            "table" => Made("<tbody><tr><td>x</td></tr></tbody>"),
            "caption" => $"<table>{Made("x")}<tbody><tr><td>y</td></tr></tbody></table>",
            "thead" or "tbody" or "tfoot" => $"<table>{Made("<tr><td>x</td></tr>")}</table>",
            "tr" => $"<table><tbody>{Made("<td>x</td>")}</tbody></table>",
            "td" or "th" when said.Contains("rowspan", StringComparison.Ordinal) => $"<table><tbody><tr>{Made("x")}<td>y</td></tr><tr><td>z</td></tr></tbody></table>",
            "td" or "th" => $"<table><tbody><tr>{Made("x")}</tr></tbody></table>",
            _ when HtmlProfile.Blocks.Contains(tag) => Made("x"),
            _ => $"<p>x {Made("y")} z</p>",
        };
    }
}
