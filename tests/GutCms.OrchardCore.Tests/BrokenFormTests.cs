using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;

namespace GutCms.OrchardCore.Tests;

/// <summary>An identifier, an address or a language without a valid form is refused at every door of Orchard Core as on the light host, with its place, and gets no further than a draft.</summary>
[Collection<OrchardSites>]
public sealed class BrokenFormTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Doi.Text", """{ "Doi": { "Text": "doi:10.55/a b" } }""")]
    [InlineData("Pmid.Text", """{ "Pmid": { "Text": "twelve" } }""")]
    [InlineData("Url.Url", """{ "Url": { "Url": "javascript:alert(1)" } }""")]
    public async Task Content_API_names_the_place_and_keeps_nothing(string member, string reference)
    {
        var draft = WithReference("Refused for a " + member[..3], reference);

        using var made = await newsroom.Author.PostAsJsonAsync("api/content?draft=true", draft, Cancellation);
        var id = await newsroom.DraftAsync("Kept without a " + member[..3]);
        var before = await _site.RowsAsync(id);
        draft["ContentItemId"] = id;
        using var changed = await newsroom.Author.PostAsJsonAsync("api/content?draft=true", draft, Cancellation);

        foreach (var response in new[] { made, changed })
        {
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("$.References.ContentItems[0].Reference." + member, Assert.Single(problem["errors"]!.AsObject()).Key);
        }

        Assert.Equal(before, await _site.RowsAsync(id));
    }

    [Fact]
    public async Task Content_API_refuses_a_language_that_is_none_and_takes_one_that_is()
    {
        JsonObject Disclaimer(string language) => new()
        {
            ["ContentType"] = "Disclaimer",
            ["TitlePart"] = new JsonObject { ["Title"] = "Said in " + language },
            ["Disclaimer"] = new JsonObject { ["Kind"] = new JsonObject { ["Text"] = "educational" }, ["Language"] = new JsonObject { ["Text"] = language } },
        };

        using var refused = await newsroom.Administrator.PostAsJsonAsync("api/content?draft=true", Disclaimer("english words"), Cancellation);
        using var taken = await newsroom.Administrator.PostAsJsonAsync("api/content?draft=true", Disclaimer("pt-BR"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("$.Disclaimer.Language.Text", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_says_so_and_saves_nothing_and_saves_what_can_be_linked()
    {
        var saved = await newsroom.Author.SaveDraftAsync(WithReference("Typed in the editor", """{ "Doi": { "Text": "10.1000/182" } }"""));
        var id = (string)saved["ContentItemId"]!;
        var page = $"Admin/Contents/ContentItems/{id}/Edit";
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        var field = (await new HtmlParser().ParseDocumentAsync(await editor.OpenAsync(page), Cancellation)).QuerySelectorAll("[name$='Reference.Doi.Text']").Single().GetAttribute("name")!;

        var refused = AdminBrowser.Words(await editor.SendFormAsync(page, (field, "a paper"), ("submit.Save", "submit.SaveAndContinue")));
        var kept = await DoiAsync(id);
        await editor.SendFormAsync(page, (field, "https://doi.org/10.1000/183"), ("submit.Save", "submit.SaveAndContinue"));

        Assert.Contains("References 1, Doi: A DOI begins with 10.", refused, StringComparison.Ordinal);
        Assert.Equal(("10.1000/182", "10.1000/183"), (kept, await DoiAsync(id)));
    }

    [Fact]
    public async Task Import_brings_in_no_such_item()
    {
        const string Id = "4brokenform000000000000001";
        var item = WithReference("Imported with a broken form", """{ "Pmid": { "Text": "PMC12" } }""");
        (item["ContentItemId"], item["ContentItemVersionId"], item["Latest"]) = (Id, "4brokenform000000000000002", true);

        await Record.ExceptionAsync(() => _site.ImportAsync(item));

        Assert.Empty(await _site.RowsAsync(Id));
    }

    [Fact]
    public async Task What_a_program_writes_past_every_door_is_not_submitted()
    {
        var saved = await newsroom.Author.SaveDraftAsync(WithReference("Written by a program", """{ "Doi": { "Text": "10.1000/182" } }"""));
        var id = (string)saved["ContentItemId"]!;
        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            var item = await manager.GetAsync(id, VersionOptions.DraftRequired);
            item.Content["References"]!["ContentItems"]![0]!["Reference"]!["Doi"]!["Text"] = "a paper";
            await manager.SaveDraftAsync(item);
        });

        using var submitted = await newsroom.Author.PullAsync(id, "submit");
        var answer = await submitted.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("a paper", await DoiAsync(id));
        Assert.Equal(HttpStatusCode.Conflict, submitted.StatusCode);
        Assert.Contains("ContentMustBeComplete", answer, StringComparison.Ordinal);
        Assert.Contains("A DOI begins with 10.", answer, StringComparison.Ordinal);
    }

    private static JsonObject WithReference(string title, string reference)
    {
        var draft = Editorial.NewArticle(title);
        draft["References"]!["ContentItems"]!.AsArray().Add(new JsonObject
        {
            ["ContentItemId"] = Editorial.IdOf(title + " reference"),
            ["ContentType"] = "Reference",
            ["DisplayText"] = "A study",
            ["TitlePart"] = new JsonObject { ["Title"] = "A study" },
            ["Reference"] = JsonNode.Parse(reference),
        });
        return draft;
    }

    private Task<string?> DoiAsync(string id) => _site.InScopeAsync(async services =>
    {
        var item = await services.GetRequiredService<IContentManager>().GetAsync(id, VersionOptions.Latest);
        return (string?)((JsonObject)item.Content)["References"]!["ContentItems"]![0]!["Reference"]!["Doi"]!["Text"];
    });
}
