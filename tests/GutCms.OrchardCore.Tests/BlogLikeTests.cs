using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Tests;

/// <summary>A site's own types as a blog has them (a title, an address, a body in Markdown, fields of the type, posts in a list) keep their names and go through a whole review.</summary>
[Collection<OrchardSites>]
public sealed class BlogLikeTests(Newsroom newsroom)
{
    private const string Definitions = """
        {
          "name": "ContentDefinition",
          "ContentTypes": [
            { "Name": "Journal", "DisplayName": "Journal", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true } },
              "ContentTypePartDefinitionRecords": [
                { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
                { "PartName": "ListPart", "Name": "ListPart", "Settings": { "ListPartSettings": { "ContainedContentTypes": [ "JournalPost" ] } } } ] },
            { "Name": "JournalPost", "DisplayName": "Journal post", "Settings": { "ContentTypeSettings": { "Draftable": true, "Versionable": true } },
              "ContentTypePartDefinitionRecords": [
                { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
                { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": { "AutoroutePartSettings": { "Pattern": "{{ Model.ContentItem.DisplayText | slugify }}", "AllowCustomPath": true } } },
                { "PartName": "MarkdownBodyPart", "Name": "MarkdownBodyPart", "Settings": { "ContentTypePartSettings": { "Editor": "Wysiwyg" } } },
                { "PartName": "JournalPost", "Name": "JournalPost", "Settings": {} } ] }
          ],
          "ContentParts": [
            { "Name": "JournalPost", "Settings": {}, "ContentPartFieldDefinitionRecords": [
              { "FieldName": "TextField", "Name": "Lead", "Settings": { "ContentPartFieldSettings": { "DisplayName": "Lead" } } } ] }
          ]
        }
        """;

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Own_type_is_reviewed_under_its_own_name()
    {
        await _site.SwitchAsync(on: true, "OrchardCore.Markdown", "OrchardCore.Lists");
        await RunAsync(Definitions);
        var before = await newsroom.Administrator.SaveDraftAsync(Post("Written before", "Live **before** the review."));
        using (var published = await newsroom.Administrator.PostAsJsonAsync("api/content", before, Cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        }

        using var administrator = await AdminBrowser.SignInAsync(_site, "admin");
        var put = await administrator.SendAsync("Admin/MedicalTypes", "Admin/MedicalTypes/review", ("type", "JournalPost"), ("role", "MedicalReviewer"), ("disclaimer", "true"));
        var draft = await newsroom.Author.SaveDraftAsync(Post("Magnesium and sleep", "Take **one** tablet."));
        var id = (string)draft["ContentItemId"]!;
        using var tooEarly = await newsroom.Editor.PullAsync(id, "publish");
        await newsroom.Author.DoAsync(id, "submit");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        var page = AdminBrowser.Words(await reviewer.OpenAsync($"Admin/Review/{id}"));
        await newsroom.Reviewer.DecideAsync(id, "approve");
        await newsroom.Editor.DoAsync(id, "publish");
        var live = await _site.LiveAsync(id);
        draft["MarkdownBodyPart"]!["Markdown"] = "Take **nine** tablets.";
        using var changed = await newsroom.Editor.PostAsJsonAsync("api/content", draft, Cancellation);

        Assert.Contains("is published only as it was approved", put, StringComparison.Ordinal);
        Assert.NotNull(await _site.LiveAsync((string)before["ContentItemId"]!));
        Assert.All(["Magnesium and sleep", "**one** tablet", "What to know first"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (tooEarly.StatusCode, changed.StatusCode));
        Assert.Contains("Take **one** tablet.", live, StringComparison.Ordinal);
        Assert.Equal(live, await _site.LiveAsync(id));
    }

    private static JsonObject Post(string title, string markdown) => new()
    {
        ["ContentType"] = "JournalPost",
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["AutoroutePart"] = new JsonObject { ["Path"] = Editorial.Slug(title) },
        ["MarkdownBodyPart"] = new JsonObject { ["Markdown"] = markdown },
        ["JournalPost"] = new JsonObject
        {
            ["Lead"] = new JsonObject { ["Text"] = "What to know first" },
            ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(Editorial.DisclaimerId) },
        },
    };

    private Task RunAsync(string step) => _site.InScopeAsync(async services =>
    {
        var context = new RecipeExecutionContext { Name = "ContentDefinition", Step = JsonNode.Parse(step)!.AsObject(), RecipeDescriptor = new RecipeDescriptor { Name = "journal" } };
        foreach (var handler in services.GetServices<IRecipeStepHandler>())
        {
            await handler.ExecuteAsync(context);
        }

        Assert.Empty(context.Errors);
    });
}
