using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GutCms.OrchardCore.Tests;

/// <summary>A document becomes a draft in Orchard Core's admin: looked at first, saved as whoever brought it, and refused like any draft.</summary>
[Collection<OrchardSites>]
public sealed class FromFileTests(Newsroom newsroom)
{
    private const string Page = "Admin/MedicalTypes/FromFile";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_the_draft_and_what_is_left_out_and_saves_it_for_whoever_brought_it()
    {
        using var author = await AdminBrowser.SignInAsync(_site, "anna");

        var read = await author.UploadAsync(Page, Page, "file", "gut.md", "# Brought by a file\n\n## Why\n\nThe gut talks. <script>alert(1)</script>\n\n## References\n\n1. A study. doi:10.1000/182\n");
        var shown = await new HtmlParser().ParseDocumentAsync(read, Cancellation);
        var draft = ((IHtmlInputElement)Assert.Single(shown.QuerySelectorAll("[name=draft]"))).Value;
        var saved = await author.SendAsync(Page, Page + "/Save", ("draft", draft), ("chosen", "0"));

        Assert.All(["Brought by a file", "The gut talks."], words => Assert.Contains(words, shown.Body!.TextContent, StringComparison.Ordinal));
        Assert.Contains("The document is a draft now.", saved, StringComparison.Ordinal);
        using var queue = await AdminBrowser.SignInAsync(_site, "emil");
        Assert.Contains("Brought by a file", await queue.OpenAsync("Admin/Contents/ContentItems?q=Brought"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_is_no_document_what_breaks_a_rule_and_people_who_write_no_articles()
    {
        using var author = await AdminBrowser.SignInAsync(_site, "anna");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        const string Broken = """{ "TitlePart": { "Title": "Brought broken" }, "DisplayText": "Brought broken", "References": { "ContentItems": [ { "ContentItemId": "4broughtbroken00000000001x", "ContentType": "Reference", "DisplayText": "x", "TitlePart": { "Title": "x" }, "Reference": { "Doi": { "Text": "none" } } } ] } }""";

        var pdf = await author.UploadAsync(Page, Page, "file", "gut.pdf", "%PDF-1.7");
        var broken = await author.SendAsync(Page, Page + "/Save", ("draft", Broken), ("chosen", "0"));
        var nothing = await author.SendAsync(Page, Page + "/Save", ("draft", Broken), ("chosen", "7"));

        Assert.DoesNotContain("name=\"draft\"", pdf, StringComparison.Ordinal);
        Assert.Contains("A DOI begins with 10.", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("drafts now", broken + nothing, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await author.TrySendAsync(Page, Page + "/Save", ("draft", """{ "a": 1, "a": 2 }"""), ("chosen", "0")));
        Assert.Equal(HttpStatusCode.NotFound, await reviewer.TryAsync(Page));
    }
}
