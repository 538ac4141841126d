using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Storage.Model;
using GutCms.Web.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class GrantedTextsOnSqliteTests() : GrantedTextsTests(Provider.Sqlite);

public sealed class GrantedTextsOnPostgreSqlTests() : GrantedTextsTests(Provider.PostgreSql);

/// <summary>What readers see is what was granted, whatever makes a document be written again: definitions, language, the program itself.</summary>
public abstract class GrantedTextsTests(Provider provider) : ReviewApiTests(provider)
{
    private const string Unseen = "Take ten times the dose.";
    private const string Warning = "Not for children.";
    private const string Slug = "granted";

    [Fact]
    public async Task A_text_that_nobody_saw_does_not_come_with_its_field()
    {
        var part = await DefineAsync("Note");
        var id = await DraftWithAsync("Note", Unseen);
        await ReplaceAsync(Without(part, "Note"));
        await ApproveAsync(id);
        var before = (await DeliveredAsync(Slug)).Expect(200);

        // A value without a definition stands in "other", where reviewers saw it; as a field of the article nobody did.
        Assert.Null(before["content"]["fields"]);
        var found = await FoundAsync();

        var report = await ReplaceAsync(part);

        var after = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Equal((before["content"].ToJsonString(), (string?)before["contentHash"]), (after["content"].ToJsonString(), (string?)after["contentHash"]));
        Assert.Null(after["content"]["fields"]);
        Assert.Equal(found, await FoundAsync());
        Assert.Equal("reviewDue", (string?)after["review"]["status"]);
        Assert.NotNull(after["review"]["certificate"]);
        Assert.Contains(report.Changes, change => change.Outcome == RecipeOutcome.ReviewDue && change.Name.Contains(id, StringComparison.Ordinal));
        await ExpectDueAsync(id);

        async Task<string> FoundAsync() => (await GetAsync(null, "api/delivery/articles?q=ten+times+the+dose")).Expect(200)["total"].ToJsonString();
    }

    [Fact]
    public async Task A_warning_does_not_go_with_its_field_and_comes_back_to_life_unchanged()
    {
        var part = await DefineAsync("Note");
        var id = await DraftWithAsync("Note", Warning);
        await ApproveAsync(id);
        var before = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Contains(Warning, before["content"].ToJsonString(), StringComparison.Ordinal);

        await ReplaceAsync(Without(part, "Note"));

        var without = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Equal(before["content"].ToJsonString(), without["content"].ToJsonString());
        Assert.Equal("reviewDue", (string?)without["review"]["status"]);
        await ReplaceAsync(part);
        var back = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Equal(before["content"].ToJsonString(), back["content"].ToJsonString());
        Assert.Equal("published", (string?)back["review"]["status"]);
        Assert.Equal("published", (string?)(await ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task A_preview_of_another_item_and_one_of_its_own_live_version_show_what_was_granted()
    {
        var part = await DefineAsync("Note");
        var id = await DraftWithAsync("Note", Warning);
        await ApproveAsync(id);
        await ReplaceAsync(Without(part, "Note"));
        var live = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Contains(Warning, live["content"].ToJsonString(), StringComparison.Ordinal);

        foreach (var item in new[] { await DraftAsync("another"), id })
        {
            var token = (string?)(await PostAsync("editor", "api/review/previews", new JsonObject { ["item"] = item })).Expect(200)["token"];
            var shown = (await DeliveredAsync($"{Slug}?preview={token}")).Expect(200);
            Assert.Equal((live["content"].ToJsonString(), "reviewDue"), (shown["content"].ToJsonString(), (string?)shown["review"]["status"]));
        }
    }

    [Fact]
    public async Task A_card_shows_what_was_granted_of_the_article_behind_it()
    {
        var part = await PartAsync();
        var id = await DraftWithAsync("Excerpt", Unseen);
        await ReplaceAsync(Without(part, "Excerpt"));
        await ApproveAsync(id);
        var granted = (await DeliveredAsync(Slug)).Expect(200);
        var pointing = Article("pointing");
        pointing["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray(id) };
        var other = (await PostAsync("author", "api/content?draft=true", pointing)).Expect(200).Id;
        await ApproveAsync(other);

        await ReplaceAsync(part);

        var shown = (await DeliveredAsync("pointing")).Expect(200);
        Assert.Equal(Slug, (string?)shown["hotArticles"][0]!["title"]);
        Assert.Equal((string?)granted["content"]["excerpt"], (string?)shown["hotArticles"][0]!["excerpt"]);
    }

    [Fact]
    public async Task The_language_of_the_site_does_not_change_what_was_granted()
    {
        var id = await PublishedAsync(Slug);
        var before = (await DeliveredAsync(Slug)).Expect(200);

        var dry = await SettingsAsync("de", dryRun: true);
        Assert.Contains(dry.Changes, change => change.Outcome == RecipeOutcome.ReviewDue && change.Name.Contains(id, StringComparison.Ordinal));
        Assert.Equal("published", (string?)(await ReviewAsync(id))["state"]);

        await SettingsAsync("de", dryRun: false);

        var after = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Equal("en", (string?)after["content"]["language"]);
        Assert.Equal((string?)before["contentHash"], (string?)after["contentHash"]);
        await ExpectDueAsync(id);
    }

    [Fact]
    public async Task A_text_that_is_due_so_is_shown_anew_once_it_is_approved()
    {
        var part = await DefineAsync("Note");
        var id = await DraftWithAsync("Note", Warning);
        await ReplaceAsync(Without(part, "Note"));
        await ApproveAsync(id);
        await ReplaceAsync(part);
        (await PostAsync("reviewer", $"api/review/{id}/renew", new JsonObject
        {
            ["contentHash"] = (string)(await ReviewAsync(id))["published"]["contentHash"]!,
            ["presentationHash"] = (string)(await ReviewAsync(id))["published"]["presentationHash"]!,
            ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password },
        }, (await ReviewAsync(id)).Tag)).Expect(409);

        await ApproveAsync(id);

        var shown = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Contains(Warning, shown["content"].ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("published", (string?)shown["review"]["status"]);
    }

    [Fact]
    public async Task An_editorial_change_of_the_disclaimer_brings_only_the_disclaimer()
    {
        var part = await DefineAsync("Note");
        var id = await DraftWithAsync("Note", Unseen);
        await ReplaceAsync(Without(part, "Note"));
        await ApproveAsync(id);
        await ReplaceAsync(part);

        await ChangeDisclaimerAsync("Ask your doctor, or a pharmacist.");

        var shown = (await DeliveredAsync(Slug)).Expect(200);
        Assert.Contains("or a pharmacist", shown["content"]["disclaimer"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(shown["content"]["fields"]);
        Assert.Equal((string?)shown["contentHash"], MedicalContent.Hash((JsonObject)shown["content"]));
        Assert.Equal("reviewDue", (string?)shown["review"]["status"]);
    }

    [Fact]
    public async Task An_imported_text_keeps_its_words_too_and_becomes_due()
    {
        var before = (await DeliveredAsync(SeededArticle)).Expect(200);

        await SettingsAsync("de", dryRun: false);

        var after = (await DeliveredAsync(SeededArticle)).Expect(200);
        Assert.Equal(before["content"].ToJsonString(), after["content"].ToJsonString());
        Assert.Equal("reviewDue", (string?)after["review"]["status"]);
    }

    [Fact]
    public async Task A_recipe_that_changes_the_disclaimer_and_the_language_brings_only_the_disclaimer_into_what_was_imported()
    {
        var disclaimer = (JsonObject)(await GetAsync("editor", $"api/content/{SeededDisclaimer}")).Expect(200).Body!.DeepClone();
        disclaimer["ContentItemVersionId"] = ContentIds.New();
        disclaimer["Disclaimer"]!["Text"]!["Html"] = "<p>Ask your pharmacist.</p>";
        foreach (var name in new[] { "ReviewPart", "ModifiedUtc", "PublishedUtc" })
        {
            disclaimer.Remove(name);
        }

        await RunAsync(
            new JsonObject { ["name"] = "Settings", ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "de", ["SupportedCultures"] = new JsonArray("de") } }, false,
            new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(disclaimer) });

        var after = (await DeliveredAsync(SeededArticle)).Expect(200);
        Assert.Equal("en", (string?)after["content"]["language"]);
        Assert.Contains("Ask your pharmacist.", (string?)after["content"]["disclaimer"]!["html"], StringComparison.Ordinal);
        Assert.Equal("reviewDue", (string?)after["review"]["status"]);
    }

    [Fact]
    public async Task The_desk_shows_the_live_text_as_readers_see_it_and_what_differs_now()
    {
        var part = await DefineAsync("Note");
        var id = await DraftWithAsync("Note", Warning);
        await ApproveAsync(id);
        await ReplaceAsync(Without(part, "Note"));

        await using var scope = Site.Services.CreateAsyncScope();
        var ports = scope.ServiceProvider.GetRequiredService<GutCms.Core.Reviews.Acting.ReviewPorts>();
        var reviewer = Actor.System with { Permissions = System.Collections.Frozen.FrozenSet.ToFrozenSet([Core.Security.Permissions.EditContent]) };
        var live = await new GutCms.Core.Reviews.UseCases.GetReviewText(ports).ExecuteAsync(reviewer, new(id, GutCms.Core.Reviews.Model.Subject.Published), Token);
        var latest = await new GutCms.Core.Reviews.UseCases.GetReviewText(ports).ExecuteAsync(reviewer, new(id, GutCms.Core.Reviews.Model.Subject.Latest), Token);

        Assert.Equal(live.Value!.ContentHash, MedicalContent.Hash(live.Value.Content));
        Assert.Contains(Warning, live.Value.Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(latest.Value!.Content["fields"]);
        Assert.NotNull(latest.Value.Comparison);
    }

    [Fact]
    public async Task A_type_without_a_policy_shows_what_is_made_of_it_and_has_its_ground_when_it_comes_under_one()
    {
        await Site.RemovePolicyAsync("Series");
        (await PostAsync("editor", "api/content", new JsonObject
        {
            ["ContentType"] = "Series",
            ["DisplayText"] = "Plain",
            ["TitlePart"] = new JsonObject { ["Title"] = "Plain" },
            ["AutoroutePart"] = new JsonObject { ["Path"] = "series/plain" },
        })).Expect(200);
        await SettingsAsync("de", dryRun: false);
        Assert.Equal("de", (string?)(await GetAsync(null, "api/delivery/series/plain")).Expect(200)["language"]);

        await RunAsync(new JsonObject
        {
            ["name"] = "ReviewPolicy",
            ["Policies"] = new JsonArray(new JsonObject { ["ContentType"] = "Series", ["Version"] = "1", ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Medical", ["Role"] = "MedicalReviewer" }) }),
        });
        await SettingsAsync("fr", dryRun: false);

        Assert.Equal("de", (string?)(await GetAsync(null, "api/delivery/series/plain")).Expect(200)["language"]);
    }

    [Fact]
    public async Task The_database_refuses_a_document_of_a_text_or_in_a_presentation_without_a_grant()
    {
        await PublishedAsync(Slug);
        await WithContextAsync(async context =>
        {
            const string other = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
            const string columns =
                """
                "Kind", "Key", "ContentItemId", "TitleKey", "SeriesId", "SeriesSlug", "PositionKey", "SeriesPosition", "PublishedUtc", "ModifiedUtc", "LastModifiedUtc", "ETag", "SurrogateKeys",
                "Title", "Summary", "Brotli", "Gzip", "Identity", "SearchText"
                """;
            await context.Database.ExecuteSqlRawAsync($"CREATE TABLE \"Copied\" AS SELECT * FROM \"DeliveryDocuments\" WHERE \"Key\" = '{Slug}'", Token);
            await context.Database.ExecuteSqlRawAsync($"DELETE FROM \"DeliveryDocuments\" WHERE \"Key\" = '{Slug}'", Token);
            const string into = $"INSERT INTO \"DeliveryDocuments\" (\"Id\", {columns}, \"ContentHash\", \"PresentationHash\") SELECT \"Id\", {columns}";
            foreach (var forged in new[]
            {
                $"{into}, '{other}', \"PresentationHash\" FROM \"Copied\"",
                $"{into}, \"ContentHash\", '{other}' FROM \"Copied\"",
                $"{into}, \"ContentHash\", NULL FROM \"Copied\"",
            })
            {
                var refused = await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync(forged, Token));
                Assert.Contains("gutcms-gate", refused.Message, StringComparison.Ordinal);
            }

            Assert.Equal(1, await context.Database.ExecuteSqlRawAsync(
                $"{into}, \"ContentHash\", \"PresentationHash\" FROM \"Copied\"", Token));
            await context.Database.ExecuteSqlRawAsync("UPDATE \"Copied\" SET \"Id\" = \"Id\" + 1000000, \"Key\" = 'other', \"ContentItemId\" = 'nobody'", Token);
            var unknown = await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync(
                $"{into}, \"ContentHash\", \"PresentationHash\" FROM \"Copied\"", Token));
            Assert.Contains("gutcms-gate", unknown.Message, StringComparison.Ordinal);
            await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("UPDATE \"DeliveryDocuments\" SET \"Identity\" = \"Gzip\"", Token));
            await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("UPDATE \"GrantedTexts\" SET \"Json\" = '{{}}'", Token));
            await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("DELETE FROM \"GrantedTexts\"", Token));
        });
    }

    private async Task WithContextAsync(Func<DbContext, Task> act)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await using var context = scope.ServiceProvider.GetRequiredService<GutCmsDbContext>();
        await act(context);
    }

    private async Task ExpectDueAsync(string id)
    {
        var live = (await ReviewAsync(id))["published"];
        Assert.Equal(("reviewDue", "projection"), ((string?)live["state"], (string?)live["dueReason"]));
        Assert.Contains(
            (await GetAsync("administrator", $"api/review/{id}/audit?first=100")).Expect(200)["items"].AsArray(),
            entry => (string?)entry!["action"] == "review.due" && (string?)entry["details"]?["reason"] == "Projection");
    }

    private async Task<string> DraftWithAsync(string field, string text)
    {
        var article = Article(Slug);
        article["Article"]![field] = new JsonObject { ["Text"] = text };
        return (await PostAsync("author", "api/content?draft=true", article)).Expect(200).Id;
    }

    private async Task ApproveAsync(string id)
    {
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);
    }

    private async Task ChangeDisclaimerAsync(string words)
    {
        var tag = (await ReviewAsync(SeededDisclaimer)).Tag;
        (await PostAsync("editor", "api/content?draft=true", new JsonObject
        {
            ["ContentItemId"] = SeededDisclaimer,
            ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = $"<p>{words}</p>" } },
        }, tag)).Expect(200);
        (await PullAsync("editor", SeededDisclaimer, "submit", new() { ["change"] = "editorial" })).Expect(200);
        var shown = (string)(await GetAsync("editor", $"api/review/{SeededDisclaimer}/disclaimer-impact")).Expect(200)["impactTag"]!;
        (await PullAsync("reviewer", SeededDisclaimer, "approve", new() { ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password }, ["impactTag"] = shown })).Expect(200);
        (await PullAsync("editor", SeededDisclaimer, "publish", new() { ["impactTag"] = shown })).Expect(200);
    }

    /// <summary>The part <c>Article</c> as it is, with one more text field.</summary>
    private async Task<JsonObject> DefineAsync(string field)
    {
        await MergeAsync(new JsonObject { ["Name"] = "Article", ["ContentPartFieldDefinitionRecords"] = new JsonArray(new JsonObject { ["FieldName"] = "TextField", ["Name"] = field }) });
        return await PartAsync();
    }

    private async Task<JsonObject> PartAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await using var work = await scope.ServiceProvider.GetRequiredService<IContentStore>().ReadAsync(Token);
        var parts = DefinitionJson.Write(await work.GetDefinitionsAsync(Token))["ContentParts"]!.AsArray();
        return (JsonObject)parts.Single(part => (string?)part!["Name"] == "Article")!.DeepClone();
    }

    private static JsonObject Without(JsonObject part, params string[] fields)
    {
        var changed = (JsonObject)part.DeepClone();
        var records = changed["ContentPartFieldDefinitionRecords"]!.AsArray();
        foreach (var record in records.Where(record => fields.Contains((string?)record!["Name"])).ToList())
        {
            records.Remove(record);
        }

        return changed;
    }

    private Task<RecipeReport> MergeAsync(JsonObject part) => RunAsync(new JsonObject { ["name"] = "ContentDefinition", ["ContentParts"] = new JsonArray(part.DeepClone()) });

    private Task<RecipeReport> ReplaceAsync(JsonObject part) => RunAsync(new JsonObject { ["name"] = "ReplaceContentDefinition", ["ContentParts"] = new JsonArray(part.DeepClone()) });

    private Task<RecipeReport> SettingsAsync(string culture, bool dryRun) => RunAsync(
        new JsonObject { ["name"] = "Settings", ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = culture, ["SupportedCultures"] = new JsonArray(culture) } }, dryRun);

    private async Task<RecipeReport> RunAsync(JsonObject step, bool dryRun = false, params JsonObject[] further)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "change", ["steps"] = new JsonArray([step, .. further]) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, dryRun, Trusted: true), null, Token);
            Assert.True(report.Succeeded, string.Join('\n', report.Faults));
            return report;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
