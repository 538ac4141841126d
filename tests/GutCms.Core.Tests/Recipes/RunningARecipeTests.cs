using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Recipes;

public sealed class RunningARecipeTests
{
    private const string NextVersion = "4artv000000000000000000002";

    [Fact]
    public async Task Publishes_and_marks_as_imported_when_the_recipe_is_trusted()
    {
        var site = await RecipeSite.WithTypesAsync();
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article));
        Assert.Empty(report.Faults);
        Assert.Equal(3, report.Counts[RecipeOutcome.Created]);
        var article = site.Published(RecipeTexts.ArticleId)!;
        Assert.Equal("test", article.Origin);
        Assert.False(article.PublishedByPerson);
        var definitions = site.Store.State.ReadDefinitions();
        var expected = MedicalContent.Hash(MedicalContent.Project(article.Item, site.Published(RecipeTexts.DisclaimerId)!.Item, definitions, "en"));
        Assert.Equal(
            new ImportedMark("4artv000000000000000000001", expected, "test", site.Time.GetUtcNow().UtcDateTime) { PresentationHash = Presentation.HashOf(article.Item) },
            site.Store.State.Marks["4artv000000000000000000001"]);
        Assert.Equal([RecipeTexts.DisclaimerId, RecipeTexts.SeriesId, RecipeTexts.ArticleId], site.Refreshed[^1]);
    }

    [Fact]
    public async Task Is_on_record_and_so_is_what_it_changed_beside_content_however_many_items_come_first()
    {
        var site = await RecipeSite.WithTypesAsync();
        var items = Enumerable.Range(1, 1_001).Select(number => RecipeTexts.Series
            .Replace("4ser0000000000000000000001", $"4ser{number:D22}", StringComparison.Ordinal)
            .Replace("4serv000000000000000000001", $"4serv{number:D21}", StringComparison.Ordinal)
            .Replace("series/gut", $"series/gut-{number}", StringComparison.Ordinal));
        var report = await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content([.. items]), """{ "name": "Roles", "Roles": [ { "Name": "Guest" } ] }"""));
        Assert.Empty(report.Faults);
        Assert.DoesNotContain(report.Changes, change => change.Kind == "role");
        var entries = site.Store.State.Record.Audit;
        Assert.Equal(2, entries.Count(entry => entry.Action == AuditActions.RecipeRun));
        Assert.Equal((AuditActions.RoleChange, "Guest", "Created"), (entries[^1].Action, (string?)entries[^1].Details["name"], (string?)entries[^1].Details["outcome"]));
    }

    [Fact]
    public async Task Puts_the_hash_of_a_policy_on_record()
    {
        var site = await RecipeSite.WithTypesAsync();
        const string Policy = """
            { "ContentType": "Series", "Version": "1", "Stages": [ { "Name": "Medical", "Roles": [ { "Role": "Doctor", "Threshold": 1 } ] } ] }
            """;
        var report = await site.RunAsync(RecipeTexts.Recipe("""{ "name": "Roles", "Roles": [ { "Name": "Doctor", "Permissions": [ "ApproveContent" ] } ] }""", $$"""{ "name": "ReviewPolicy", "Policies": [ {{Policy}} ] }"""));
        Assert.Empty(report.Faults);
        var entry = site.Store.State.Record.Audit[^1];
        Assert.Equal((AuditActions.ReviewPolicyChange, PolicyTexts.HashOf(JsonNode.Parse(Policy)!.AsObject())), (entry.Action, (string?)entry.Details["policyHash"]));
    }

    [Fact]
    public async Task Is_on_record_whatever_store_it_runs_on()
    {
        var site = await RecipeSite.WithTypesAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.Series), RecipeSite.Untrusted);
        var entries = site.Store.State.Record.Audit;
        Assert.Equal([AuditActions.ContentImport, AuditActions.RecipeRun], entries.TakeLast(2).Select(entry => entry.Action));
        Assert.All(entries.TakeLast(2), entry => Assert.Equal("anna", entry.ActorName));
    }

    [Fact]
    public async Task Hashes_with_the_disclaimer_when_it_stands_after_the_article()
    {
        var site = await RecipeSite.WithTypesAsync();
        var report = await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content(RecipeTexts.Series, RecipeTexts.Article), RecipeTexts.Content(RecipeTexts.Disclaimer)));
        Assert.Empty(report.Faults);
        Assert.Equal(3, report.Counts[RecipeOutcome.Created]);
        var expected = MedicalContent.Hash(MedicalContent.Project(
            site.Published(RecipeTexts.ArticleId)!.Item, site.Published(RecipeTexts.DisclaimerId)!.Item, site.Store.State.ReadDefinitions(), "en"));
        Assert.Equal(expected, site.Store.State.Marks["4artv000000000000000000001"].ContentHash);
    }

    [Fact]
    public async Task Arrives_as_drafts_when_the_recipe_is_not_trusted()
    {
        var site = await RecipeSite.WithTypesAsync();
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article), RecipeSite.Untrusted);
        Assert.Empty(report.Faults);
        Assert.Null(site.Published(RecipeTexts.ArticleId));
        var draft = site.Latest(RecipeTexts.ArticleId)!.Item;
        Assert.Equal((false, "user-1", "anna", null), (draft.Published, draft.Owner, draft.Author, draft.PublishedUtc));
        Assert.Empty(site.Store.State.Marks);
        Assert.Empty(site.Refreshed[^1]);
    }

    [Fact]
    public async Task Whoever_uploads_is_author_whatever_the_recipe_says_of_author_owner_dates_and_versions()
    {
        var site = await RecipeSite.WithTypesAsync();
        var named = RecipeTexts.Article.Replace("\"Latest\":", "\"Author\": \"berta\", \"Owner\": \"user-2\", \"CreatedUtc\": \"2001-01-01T00:00:00Z\", \"ModifiedUtc\": \"2001-01-01T00:00:00Z\", \"Latest\":", StringComparison.Ordinal);
        Assert.NotEqual(RecipeTexts.Article, named);
        var recipe = RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, named);

        Assert.Empty((await site.RunAsync(recipe, RecipeSite.Untrusted)).Faults);

        var draft = site.Latest(RecipeTexts.ArticleId)!.Item;
        var now = site.Time.GetUtcNow().UtcDateTime;
        Assert.Equal(("anna", "user-1", now, now), (draft.Author, draft.Owner, draft.CreatedUtc!.Value, draft.ModifiedUtc!.Value));
        Assert.NotEqual("4artv000000000000000000001", draft.ContentItemVersionId);
        Assert.Equal(3, (await site.RunAsync(recipe, RecipeSite.Untrusted)).Counts[RecipeOutcome.Unchanged]);
        Assert.Equal(draft.ContentItemVersionId, site.Latest(RecipeTexts.ArticleId)!.Item.ContentItemVersionId);
    }

    [Fact]
    public async Task Publishes_the_draft_when_the_same_recipe_is_later_trusted()
    {
        var site = await RecipeSite.WithTypesAsync();
        var recipe = RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article);
        await site.RunAsync(recipe, RecipeSite.Untrusted);
        var report = await site.RunAsync(recipe);
        Assert.Equal(3, report.Counts[RecipeOutcome.Updated]);
        Assert.NotNull(site.Published(RecipeTexts.ArticleId));
        Assert.True(site.Store.State.Marks.ContainsKey("4artv000000000000000000001"));
    }

    [Fact]
    public async Task Changes_and_commits_nothing_when_run_again()
    {
        var site = await RecipeSite.WithTypesAsync();
        var recipe = RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article);
        await site.RunAsync(recipe);
        var (state, commits) = (site.Store.State, site.Store.Commits);
        site.Time.Advance(TimeSpan.FromDays(1));
        var report = await site.RunAsync(recipe);
        Assert.Equal(new Dictionary<RecipeOutcome, long> { [RecipeOutcome.Unchanged] = 3 }, report.Counts);
        Assert.False(report.Changed);
        Assert.Same(state, site.Store.State);
        Assert.Equal(commits, site.Store.Commits);
    }

    [Fact]
    public async Task Reports_what_the_run_then_reports_and_keeps_nothing_when_dry()
    {
        var site = await RecipeSite.WithTypesAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.Series));
        var state = site.Store.State;
        var recipe = RecipeTexts.Recipe(
            """{ "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": ["EditContent"] } ] }""",
            RecipeTexts.Content(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article));
        var dry = await site.RunAsync(recipe, RecipeSite.Trusted with { DryRun = true });
        Assert.Same(state, site.Store.State);
        var real = await site.RunAsync(recipe);
        Assert.NotSame(state, site.Store.State);
        Assert.True(dry.DryRun);
        Assert.Equal(real.Changes, dry.Changes);
        Assert.Equal(real.Counts, dry.Counts);
    }

    [Fact]
    public async Task Keeps_nothing_when_one_step_has_a_fault()
    {
        var site = new RecipeSite();
        var report = await site.RunAsync(RecipeTexts.Recipe("""{ "name": "Settings", "SiteName": "Clinic" }""", """{ "name": "Nonsense" }"""));
        Assert.Single(report.Faults);
        Assert.Empty(report.Changes);
        Assert.Null(site.Document("settings", "site"));
    }

    [Fact]
    public async Task Writes_a_new_version_when_the_recipe_brings_one_and_nobody_edited()
    {
        var site = await SeededAsync();
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.ChangedArticle(NextVersion)));
        Assert.Equal(RecipeOutcome.Updated, Assert.Single(report.Changes).Outcome);
        Assert.Equal(NextVersion, site.Published(RecipeTexts.ArticleId)!.Item.ContentItemVersionId);
        Assert.Equal(2, site.Published(RecipeTexts.ArticleId)!.VersionNumber);
    }

    [Fact]
    public async Task Shows_how_the_words_would_change_when_dry_and_only_then()
    {
        var site = await SeededAsync();
        var recipe = RecipeTexts.Items(RecipeTexts.ChangedArticle(NextVersion));
        var text = Assert.Single((await site.RunAsync(recipe, RecipeSite.Trusted with { DryRun = true })).Changes).Text;
        Assert.True(text!.Diff.HasChanges);
        Assert.Null(Assert.Single((await site.RunAsync(recipe)).Changes).Text);
    }

    [Fact]
    public async Task Refuses_when_a_version_of_a_recipe_has_another_text()
    {
        var site = await SeededAsync();
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.ChangedArticle()));
        var fault = Assert.Single(report.Faults);
        Assert.Equal("$.steps[0].Data[0].ContentItemVersionId", fault.Path);
        Assert.Contains("new ContentItemVersionId", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_it_unchanged_when_only_dates_owner_and_review_part_differ()
    {
        var site = await SeededAsync();
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.Article.Replace(
            "\"AutoroutePart\"", "\"Owner\": \"somebody\", \"ModifiedUtc\": \"2020-01-01T00:00:00Z\", \"ReviewPart\": { \"State\": \"Approved\" }, \"AutoroutePart\"", StringComparison.Ordinal)));
        Assert.Equal(RecipeOutcome.Unchanged, Assert.Single(report.Changes).Outcome);
    }

    [Fact]
    public async Task Skips_and_names_it_when_a_person_edited_since()
    {
        var site = await SeededAsync();
        await EditAsync(site, published: false);
        foreach (var recipe in new[] { RecipeTexts.Article, RecipeTexts.ChangedArticle(), RecipeTexts.ChangedArticle(NextVersion) })
        {
            var state = site.Store.State;
            var report = await site.RunAsync(RecipeTexts.Items(recipe));
            var change = Assert.Single(report.Changes);
            Assert.Equal(RecipeOutcome.Skipped, change.Outcome);
            Assert.Contains("Gut health", change.Name, StringComparison.Ordinal);
            Assert.Contains(RecipeTexts.ArticleId, change.Name, StringComparison.Ordinal);
            Assert.NotNull(change.Detail);
            Assert.Same(state, site.Store.State);
        }
    }

    [Fact]
    public async Task Skips_it_when_a_person_published_since()
    {
        var site = await SeededAsync();
        await EditAsync(site, published: true);
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.Article));
        Assert.Equal((RecipeOutcome.Skipped, "A newer version exists here."), (Assert.Single(report.Changes).Outcome, report.Changes[0].Detail));
        Assert.Equal("4artv000000000000000000009", site.Published(RecipeTexts.ArticleId)!.Item.ContentItemVersionId);
    }

    [Fact]
    public async Task Skips_it_when_a_person_took_it_down_since()
    {
        var site = await SeededAsync();
        await site.Store.ChangeAsync(work => work.SetPublishedVersionAsync(RecipeTexts.ArticleId, null, null, new Actor("u", "Eva"), default));
        foreach (var recipe in new[] { RecipeTexts.Article, RecipeTexts.ChangedArticle(NextVersion) })
        {
            var report = await site.RunAsync(RecipeTexts.Items(recipe));
            Assert.Equal(RecipeOutcome.Skipped, Assert.Single(report.Changes).Outcome);
            Assert.Null(site.Published(RecipeTexts.ArticleId));
        }
    }

    [Fact]
    public async Task Skips_it_when_a_person_deleted_it()
    {
        var site = await SeededAsync();
        await site.Store.ChangeAsync(work => work.DeleteAsync(RecipeTexts.ArticleId, TestContext.Current.CancellationToken));
        foreach (var recipe in new[] { RecipeTexts.Article, RecipeTexts.ChangedArticle(NextVersion) })
        {
            var report = await site.RunAsync(RecipeTexts.Items(recipe));
            Assert.Equal((RecipeOutcome.Skipped, "It was deleted here."), (Assert.Single(report.Changes).Outcome, report.Changes[0].Detail));
            Assert.Null(site.Latest(RecipeTexts.ArticleId));
        }
    }

    [Fact]
    public async Task Skips_it_when_another_recipe_wrote_a_newer_version()
    {
        var site = await SeededAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.ChangedArticle(NextVersion)).Replace("\"name\": \"test\"", "\"name\": \"other\"", StringComparison.Ordinal));
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.Article));
        Assert.Equal((RecipeOutcome.Skipped, "A newer version exists here."), (Assert.Single(report.Changes).Outcome, report.Changes[0].Detail));
    }

    [Fact]
    public async Task Does_not_mind_a_path_that_somebody_took_over_when_the_item_is_skipped_anyway()
    {
        var site = await SeededAsync();
        await EditAsync(site, published: true, path: "articles/moved");
        var taker = RecipeTexts.OtherArticle(7).Replace("articles/gut-health-7", "articles/gut-health", StringComparison.Ordinal);
        Assert.Empty((await site.RunAsync(RecipeTexts.Items(taker))).Faults);
        var report = await site.RunAsync(RecipeTexts.Items(RecipeTexts.Article));
        Assert.Empty(report.Faults);
        Assert.Equal(RecipeOutcome.Skipped, Assert.Single(report.Changes).Outcome);
    }

    [Fact]
    public async Task Keeps_published_version_and_newer_draft_apart_when_the_recipe_brings_both()
    {
        var site = await SeededAsync();
        var published = RecipeTexts.OtherArticle(5).Replace("\"Latest\": true", "\"Latest\": false", StringComparison.Ordinal);
        var draft = RecipeTexts.OtherArticle(5).Replace("\"Published\": true", "\"Published\": false", StringComparison.Ordinal).Replace("4artv0000000000000000", "4artw0000000000000000", StringComparison.Ordinal);
        var recipe = RecipeTexts.Items(published, draft);
        Assert.Equal(2, (await site.RunAsync(recipe)).Counts[RecipeOutcome.Created]);
        Assert.Equal("4artv000000000000000000005", site.Published("4art0000000000000000000005")!.Item.ContentItemVersionId);
        Assert.Equal("4artw000000000000000000005", site.Latest("4art0000000000000000000005")!.Item.ContentItemVersionId);
        Assert.Equal(2, (await site.RunAsync(recipe)).Counts[RecipeOutcome.Unchanged]);
    }

    [Fact]
    public async Task Brings_only_the_draft_when_the_recipe_is_not_trusted_and_brings_both()
    {
        var site = await SeededAsync();
        var published = RecipeTexts.OtherArticle(5).Replace("\"Latest\": true", "\"Latest\": false", StringComparison.Ordinal);
        var draft = RecipeTexts.OtherArticle(5).Replace("\"Published\": true", "\"Published\": false", StringComparison.Ordinal).Replace("4artv0000000000000000", "4artw0000000000000000", StringComparison.Ordinal);
        var report = await site.RunAsync(RecipeTexts.Items(published, draft), RecipeSite.Untrusted);
        Assert.Equal([RecipeOutcome.Skipped, RecipeOutcome.Created], report.Changes.Select(change => change.Outcome));
        Assert.Equal(1, site.Latest("4art0000000000000000000005")!.VersionNumber);
    }

    [Fact]
    public async Task Publishes_no_draft_and_replaces_no_version_that_it_names_when_the_recipe_is_not_trusted()
    {
        var site = await SeededAsync();
        var (id, versionId, recipe) = ("4art0000000000000000000005", "4artv000000000000000000005", RecipeTexts.OtherArticle(5));
        await site.RunAsync(RecipeTexts.Items(recipe.Replace("\"Published\": true", "\"Published\": false", StringComparison.Ordinal)));

        Assert.Equal(1, (await site.RunAsync(RecipeTexts.Items(recipe), RecipeSite.Untrusted)).Counts[RecipeOutcome.Unchanged]);
        Assert.Equal((versionId, null), (site.Latest(id)!.Item.ContentItemVersionId, site.Published(id)));

        var other = JsonNode.Parse(recipe)!;
        other["TitlePart"]!["Title"] = "Another title";
        Assert.Equal(1, (await site.RunAsync(RecipeTexts.Items(other.ToJsonString()), RecipeSite.Untrusted)).Counts[RecipeOutcome.Updated]);
        Assert.Equal((2, null), (site.Latest(id)!.VersionNumber, site.Published(id)));
        Assert.NotEqual(versionId, site.Latest(id)!.Item.ContentItemVersionId);
    }

    [Fact]
    public async Task Checks_references_in_a_ring_when_each_item_refers_to_the_next()
    {
        var site = await SeededAsync();
        string Ring(int number, int next) => RecipeTexts.OtherArticle(number).Replace("\"Disclaimer\": {", $"\"HotArticles\": {{ \"ContentItemIds\": [\"4art00000000000000000{next:D5}\"] }}, \"Disclaimer\": {{", StringComparison.Ordinal);
        var items = Enumerable.Range(0, 1_200).Select(number => Ring(number + 2, ((number + 1) % 1_200) + 2)).ToArray();
        var recipe = RecipeTexts.Items(items);
        Assert.Empty((await site.CheckAsync(RecipeSite.Source(recipe))).Faults);
        var fault = Assert.Single((await site.CheckAsync(RecipeSite.Source(RecipeTexts.Items(items[..^1])))).Faults);
        Assert.Equal("$.steps[0].Data[1198].Article.HotArticles.ContentItemIds[0]", fault.Path);
    }

    [Fact]
    public async Task Sanitises_html_and_forgets_reviews_when_it_writes()
    {
        var site = await SeededAsync();
        var item = RecipeTexts.OtherArticle(2)
            .Replace("<p>Your gut.</p>", "<p>Your gut.</p><script>alert(1)</script>", StringComparison.Ordinal)
            .Replace("\"Body\"", "\"ReviewPart\": { \"State\": \"Approved\" }, \"Body\"", StringComparison.Ordinal);
        Assert.Empty((await site.RunAsync(RecipeTexts.Items(item))).Faults);
        var stored = site.Latest("4art0000000000000000000002")!.Item.Parts;
        Assert.Equal("<p>Your gut.</p>", (string?)stored["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"]);
        Assert.Empty(stored["ReviewPart"]!.AsObject());
        Assert.Equal(RecipeOutcome.Unchanged, Assert.Single((await site.RunAsync(RecipeTexts.Items(item))).Changes).Outcome);
    }

    [Fact]
    public async Task Fills_dates_owner_and_author_when_the_item_has_none()
    {
        var site = await SeededAsync();
        var item = site.Published(RecipeTexts.ArticleId)!.Item;
        var now = site.Time.GetUtcNow().UtcDateTime;
        Assert.Equal((now, now, now, "", "system"), (item.CreatedUtc, item.ModifiedUtc, item.PublishedUtc, item.Owner, item.Author));
    }

    private static async Task<RecipeSite> SeededAsync()
    {
        var site = await RecipeSite.WithTypesAsync();
        Assert.Empty((await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article))).Faults);
        return site;
    }

    private static Task EditAsync(RecipeSite site, bool published, string path = "articles/gut-health")
    {
        var item = site.Latest(RecipeTexts.ArticleId)!.Item;
        var parts = item.Parts.DeepClone().AsObject();
        parts["AutoroutePart"]!["Path"] = path;
        return site.Store.ChangeAsync(work => work.AddVersionsAsync([item with { ContentItemVersionId = "4artv000000000000000000009", Published = published, Parts = parts }], null, default));
    }

    [Fact]
    public async Task Keeps_articles_imported_when_a_trusted_recipe_changes_their_disclaimer()
    {
        var site = await RecipeSite.WithTypesAsync();
        await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article)));
        var version = site.Published(RecipeTexts.ArticleId)!.Item.ContentItemVersionId;
        var before = site.Store.State.Marks[version].ContentHash;
        var changed = RecipeTexts.Disclaimer.Replace("4dscv000000000000000000001", "4dscv000000000000000000002", StringComparison.Ordinal).Replace("Ask a doctor.", "Ask your doctor.", StringComparison.Ordinal);
        var report = await site.RunAsync(RecipeTexts.Recipe(RecipeTexts.Content(changed)));
        Assert.Empty(report.Faults);
        var definitions = site.Store.State.ReadDefinitions();
        var shown = MedicalContent.Project(site.Published(RecipeTexts.ArticleId)!.Item, site.Published(RecipeTexts.DisclaimerId)!.Item, definitions, "en");
        Assert.Equal(MedicalContent.Hash(shown), site.Store.State.Marks[version].ContentHash);
        Assert.NotEqual(before, site.Store.State.Marks[version].ContentHash);
    }
}
