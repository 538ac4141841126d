using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.DeliveredTypes;

/// <summary>Translations as editors begin them, and as readers find them, on a site as it is started.</summary>
public sealed class TranslatingTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private const string Source = "gut-health-and-mental-health";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_translation_is_begun_in_the_editor_and_has_its_source_beside_it()
    {
        Assert.Equal(0, (await site.Site.RunAsync("recipe", "run", Path.Combine(GutCmsExecutable.RepositoryRoot, "recipes", "gutcms.languages.recipe.json"))).ExitCode);
        using var admin = new TestBrowser(site.Host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        var id = (string)JsonNode.Parse(await admin.Client.GetStringAsync("api/delivery/articles/" + Source, Token))!["id"]!;
        var editor = $"admin/content/{id}/edit";
        var before = await admin.Client.GetStringAsync(editor, Token);
        Assert.Contains("Translate into", before, StringComparison.Ordinal);
        Assert.DoesNotContain("source-side", before, StringComparison.Ordinal);

        using (var refused = await admin.SendFormAsync(editor, new Dictionary<string, string> { ["language"] = "en" }, editor + "?handler=translate"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var begun = await admin.SendFormAsync(editor, new Dictionary<string, string> { ["language"] = "de", ["path"] = "articles/darmgesundheit" }, editor + "?handler=translate");
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var page = await admin.Client.GetStringAsync(begun.Headers.Location, Token);
        Assert.Contains("source-side", page, StringComparison.Ordinal);
        Assert.Contains("articles/darmgesundheit", page, StringComparison.Ordinal);
        Assert.Contains("Source (English)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("It is up to date with the source", page, StringComparison.Ordinal);
        Assert.Contains("name=\"translation\"", await admin.Client.GetStringAsync("admin/content", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_source_is_told_until_the_translation_is_said_to_be_up_to_date()
    {
        const string Id = "4cccccccccccccccccccccccc1", Changed = "has changed since this translation was brought up to date on", Button = "It is up to date with the source";
        Assert.Equal(0, (await site.Site.RunAsync("recipe", "run", Path.Combine(GutCmsExecutable.RepositoryRoot, "recipes", "gutcms.languages.recipe.json"))).ExitCode);
        await RunAsync(Content("changing", (Id, "en", "the-source")));
        using var admin = new TestBrowser(site.Host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        using var begun = await admin.SendFormAsync($"admin/content/{Id}/edit", new Dictionary<string, string> { ["language"] = "de", ["path"] = "articles/das-original" }, $"admin/content/{Id}/edit?handler=translate");
        var editor = begun.Headers.Location!.OriginalString.TrimStart('/');
        var translation = editor.Split('/')[^2];
        var before = await admin.Client.GetStringAsync(editor, Token);
        Assert.DoesNotContain(Changed, before, StringComparison.Ordinal);
        Assert.DoesNotContain(Button, before, StringComparison.Ordinal);

        await RunAsync(Content("changing", (Id, "en", "the-source")).Replace(Id[..^1] + "2", Id[..^1] + "3", StringComparison.Ordinal).Replace("\"Title\":\"the-source\"", "\"Title\":\"Another title\"", StringComparison.Ordinal));
        var behind = await admin.Client.GetStringAsync(editor, Token);
        Assert.Contains(Changed, behind, StringComparison.Ordinal);
        Assert.Contains(Button, behind, StringComparison.Ordinal);
        Assert.Contains("The source has changed since this translation was brought up to date:", await admin.Client.GetStringAsync("admin/review/" + translation, Token), StringComparison.Ordinal);
        Assert.Contains(translation, await admin.Client.GetStringAsync("admin/content?translation=stale", Token), StringComparison.Ordinal);

        // Of another text than the one that is live, nobody has read it.
        using (var refused = await admin.SendFormAsync(editor, new Dictionary<string, string> { ["hash"] = "sha256:" + new string('0', 64) }, editor + "?handler=current"))
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        }

        Assert.Contains(Changed, await admin.Client.GetStringAsync(editor, Token), StringComparison.Ordinal);
        using var confirmed = await admin.SendFormAsync(editor, new Dictionary<string, string>(), editor + "?handler=current");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var current = await admin.Client.GetStringAsync(editor, Token);
        Assert.Contains("It is on record that the translation is up to date with its source.", current, StringComparison.Ordinal);
        Assert.DoesNotContain(Changed, current, StringComparison.Ordinal);
        Assert.DoesNotContain(Button, current, StringComparison.Ordinal);
        Assert.DoesNotContain(translation, await admin.Client.GetStringAsync("admin/content?translation=stale", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_a_text_in_several_languages_lead_to_each_other()
    {
        const string English = "4bbbbbbbbbbbbbbbbbbbbbbbb1", German = "4bbbbbbbbbbbbbbbbbbbbbbbb3";
        Assert.Equal(0, (await site.Site.RunAsync("recipe", "run", Path.Combine(GutCmsExecutable.RepositoryRoot, "recipes", "gutcms.languages.recipe.json"))).ExitCode);
        await RunAsync(Content("several", (English, "en", "in-english"), (German, "de", "auf-deutsch")));

        var page = await site.Client.GetStringAsync("articles/in-english", Token);
        Assert.Matches("""<link rel="alternate" hreflang="de" href="https?://[^"]+/articles/auf-deutsch">""", page);
        Assert.Matches("""<link rel="alternate" hreflang="en" href="https?://[^"]+/articles/in-english">""", page);
        Assert.Matches("""<link rel="alternate" hreflang="x-default" href="https?://[^"]+/articles/in-english">""", page);
        Assert.Matches("""<a href="/articles/auf-deutsch" lang="de" hreflang="de" rel="alternate">Deutsch</a>""", page);
        Assert.Contains("/feed.xml?lang=en", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hreflang", await site.Client.GetStringAsync("articles/" + Source, Token), StringComparison.Ordinal);
    }

    private async Task RunAsync(string recipe)
    {
        var content = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(content, recipe, Token);
        Assert.Equal(0, (await site.Site.RunAsync("recipe", "run", content)).ExitCode);
        File.Delete(content);
    }

    private static string Content(string set, params (string Id, string Language, string Slug)[] articles) => new JsonObject
    {
        ["name"] = "content",
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "Content",
            ["Data"] = new JsonArray([.. articles.Select(article => (JsonNode)new JsonObject
            {
                ["ContentItemId"] = article.Id,
                ["ContentItemVersionId"] = article.Id[..^1] + (char)(article.Id[^1] + 1),
                ["ContentType"] = "Article",
                ["DisplayText"] = article.Slug,
                ["Latest"] = true,
                ["Published"] = true,
                ["TitlePart"] = new JsonObject { ["Title"] = article.Slug },
                ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + article.Slug },
                ["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = set, ["Culture"] = article.Language },
                ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray("5n33tttcnxh5hrvdqwhxmkq9eb") } },
            })]),
        }),
    }.ToJsonString();
}
