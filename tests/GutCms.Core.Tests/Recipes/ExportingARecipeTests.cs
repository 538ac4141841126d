using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Export;
using GutCms.Core.Recipes.Running;

namespace GutCms.Core.Tests.Recipes;

public sealed class ExportingARecipeTests
{
    private static readonly string[] Awkward = ["[Draft] Note", "äöü €😀", "a \"quoted\" \\ text", "line\nbreak", "<b>x</b> & y", "[js", "js: x]", " [js: uuid()]", "a\u2028b", "0"];

    private static readonly Gen<string> Words = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]));

    private static readonly Gen<string> Html = Gen.Select(Words, Gen.Bool, (text, paragraph) => paragraph ? $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>" : System.Net.WebUtility.HtmlEncode(text));

    private static readonly Gen<(string Title, string Html, string? Subtitle, decimal? Position, int State)[]> Articles =
        Gen.Select(Words, Html, Words.Null(), Gen.Int[-5, 50].Select(number => (decimal?)(number / 2m)), Gen.Int[0, 2]).Array[0, 8];

    [Fact]
    public async Task Leads_to_the_same_state_when_the_export_is_imported() => await Articles.SampleAsync(async articles =>
    {
        var site = await RecipeSite.WithTypesAsync();
        Assert.Empty((await site.RunAsync(RecipeTexts.Recipe(
            """{ "name": "Settings", "SiteName": "[x] Clinic", "LocalizationSettings": { "DefaultCulture": "de" } }""",
            """{ "name": "Feature", "enable": ["B", "A"] }""",
            """{ "name": "Roles", "Roles": [ { "Name": "Doctor", "Permissions": ["ApproveContent"] } ] }""",
            """{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "Medical", "Role": "Doctor" } ] } ] }"""))).Faults);
        Assert.Empty((await site.RunAsync(Recipe(articles))).Faults);
        var export = await ExportAsync(site);
        var copy = new RecipeSite();
        copy.Time.Advance(TimeSpan.FromDays(3));
        var report = await copy.RunAsync(export);
        Assert.Empty(report.Faults);
        Assert.Equal(StateOf(site), StateOf(copy));
        Assert.Equal([RecipeOutcome.Unchanged], (await copy.RunAsync(export)).Counts.Keys);
        Assert.Equal([RecipeOutcome.Unchanged], (await site.RunAsync(export)).Counts.Keys);
    }, iter: 40);

    [Fact]
    public async Task Spells_html_differently_when_it_looks_like_an_expression()
    {
        var site = await RecipeSite.WithTypesAsync();
        await AddAsync(site, item => item["Disclaimer"]!["Text"]!["Html"] = "[note: see below]");
        var export = await ExportAsync(site);
        Assert.Contains("\"&#91;note: see below]\"", export, StringComparison.Ordinal);
        var copy = new RecipeSite();
        Assert.Empty((await copy.RunAsync(export)).Faults);
        Assert.Equal(ItemsOf(site), ItemsOf(copy));
    }

    /// <summary>The third way of the texts that are pasted into the editor and sent to the server.</summary>
    [Fact]
    public async Task Carries_every_text_that_is_tried_as_a_paste_to_the_character()
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../GutCms.Browser.Tests/Paste"));
        var texts = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()).Select(paste => (string)paste!["out"]!).Distinct().ToList();
        Assert.True(texts.Count > 60);
        var site = await RecipeSite.WithTypesAsync();
        Assert.Empty((await site.RunAsync(RecipeTexts.Items(
            [RecipeTexts.Disclaimer, RecipeTexts.Series, .. texts.Select((text, number) => Article(number, ("Title", text, null, null, 0), latest: true, published: true, "v"))]))).Faults);

        var copy = new RecipeSite();
        Assert.Empty((await copy.RunAsync(await ExportAsync(site))).Faults);

        // Notes that several texts of an item call by one name get names of their own; here each item has one text.
        Assert.Equal(texts.Order(StringComparer.Ordinal), copy.Store.State.Items.Values.Select(item => item.Find(GutCms.Core.Storage.VersionSelector.Latest)!.Item).Where(item => item.ContentType == "Article")
            .Select(item => (string)item.Parts["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[js: uuid()]", true)]
    [InlineData("[note: x]", true)]
    [InlineData("[Draft] Note", false)]
    public async Task Says_of_itself_that_nothing_in_it_is_an_expression_when_a_text_looks_like_one(string title, bool isSaid)
    {
        var site = await RecipeSite.WithTypesAsync();
        await AddAsync(site, item =>
        {
            item["DisplayText"] = title;
            item["TitlePart"]!["Title"] = title;
        });

        var export = await ExportAsync(site);

        Assert.Equal(isSaid ? true : null, (bool?)JsonNode.Parse(export)!["literal"]);
        var copy = new RecipeSite();
        Assert.Empty((await copy.RunAsync(export)).Faults);
        Assert.Equal(ItemsOf(site), ItemsOf(copy));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, null)]
    public async Task Names_what_the_content_points_to_and_is_nowhere(bool drafts, bool isDeleted, bool? isDraft)
    {
        var site = await RecipeSite.WithTypesAsync();
        var hot = RecipeTexts.OtherArticle(2).Replace("\"Published\": true", $"\"Published\": {(isDraft == true ? "false" : "true")}", StringComparison.Ordinal);
        var article = JsonNode.Parse(RecipeTexts.Article)!;
        var hotId = (string)JsonNode.Parse(hot)!["ContentItemId"]!;
        article["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray(hotId) };
        Assert.Empty((await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, hot, article.ToJsonString()))).Faults);
        if (isDeleted)
        {
            await site.Store.ChangeAsync(work => work.DeleteAsync(hotId, default));
        }

        var export = await ExportAsync(site, new("export", Drafts: drafts));

        Assert.Equal(isDeleted || isDraft == true ? [hotId] : [], JsonNode.Parse(export)!["absent"]?.AsArray().Select(id => (string)id!) ?? []);
        var copy = new RecipeSite();
        Assert.Empty((await copy.RunAsync(export)).Faults);
        Assert.Equal(drafts ? ItemsOf(site) : ItemsOf(site).Where(item => !item.Contains("\"Published\":false", StringComparison.Ordinal)), ItemsOf(copy));
        var unsaid = JsonNode.Parse(export)!.AsObject();
        unsaid.Remove("absent");
        Assert.Equal(isDeleted || isDraft == true, (await new RecipeSite().RunAsync(unsaid.ToJsonString())).Faults.Count > 0);
    }

    [Fact]
    public async Task Leads_to_the_same_state_with_drafts_that_are_not_complete()
    {
        var site = await RecipeSite.WithTypesAsync();
        var now = site.Time.GetUtcNow().UtcDateTime;
        var draft = new ContentItem
        {
            ContentItemId = RecipeTexts.ArticleId,
            ContentItemVersionId = "4artv000000000000000000001",
            ContentType = "Article",
            Latest = true,
            CreatedUtc = now,
            ModifiedUtc = now,
            Owner = "u",
            Author = "Eva",
        };
        await site.Store.ChangeAsync(work => work.AddVersionsAsync([draft], null, default));

        var export = await ExportAsync(site);

        var copy = new RecipeSite();
        Assert.Empty((await copy.RunAsync(export)).Faults);
        Assert.Equal(ItemsOf(site), ItemsOf(copy));
        Assert.NotEmpty((await new RecipeSite().RunAsync(export.Replace("\"Published\": false", "\"Published\": true", StringComparison.Ordinal))).Faults);
    }

    [Fact]
    public async Task Holds_only_what_is_asked_for()
    {
        var site = await RecipeSite.WithTypesAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article.Replace("\"Published\": true", "\"Published\": false", StringComparison.Ordinal)));
        var all = JsonNode.Parse(await ExportAsync(site, new("x", Definitions: false)))!["steps"]!.AsArray();
        Assert.Equal(3, Assert.Single(all)!["data"]!.AsArray().Count);
        var published = JsonNode.Parse(await ExportAsync(site, new("x", Definitions: false, Drafts: false)))!["steps"]![0]!["data"]!.AsArray();
        Assert.Equal(["Disclaimer", "Series"], published.Select(item => (string?)item!["ContentType"]));
        var series = JsonNode.Parse(await ExportAsync(site, new("x", ContentTypes: ["Series"])))!["steps"]!.AsArray();
        Assert.Equal(["ContentDefinition", "Content"], series.Select(step => (string?)step!["name"]));
        Assert.Single(series[1]!["data"]!.AsArray());
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static async Task AddAsync(RecipeSite site, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(RecipeTexts.Disclaimer)!.AsObject();
        change(json);
        var now = site.Time.GetUtcNow().UtcDateTime;
        await site.Store.ChangeAsync(work => work.AddVersionsAsync([ContentItemJson.Read(json) with { CreatedUtc = now, ModifiedUtc = now, PublishedUtc = now, Owner = "u", Author = "Eva" }], null, default));
    }

    private static RecipeExporter Exporter(RecipeSite site) => new(site.Store, site.Time);

    private static async Task<string> ExportAsync(RecipeSite site, ExportOptions? options = null)
    {
        using var stream = new MemoryStream();
        await Exporter(site).ExportAsync(stream, options ?? new("export"), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Disclaimer, series, and articles that are published (0), drafts (1), or published with a newer draft (2).</summary>
    private static string Recipe((string Title, string Html, string? Subtitle, decimal? Position, int State)[] articles)
    {
        var items = new List<string> { RecipeTexts.Disclaimer, RecipeTexts.Series };
        foreach (var (number, article) in articles.Index())
        {
            if (article.State == 2)
            {
                items.Add(Article(number, article, latest: false, published: true, "v"));
            }

            items.Add(Article(number, article with { Html = article.Html + (article.State == 2 ? "<p>New.</p>" : "") }, latest: true, published: article.State == 0, article.State == 2 ? "w" : "v"));
        }

        return RecipeTexts.Items([.. items]);
    }

    private static string Article(int number, (string Title, string Html, string? Subtitle, decimal? Position, int State) article, bool latest, bool published, string version)
    {
        var json = JsonNode.Parse(RecipeTexts.OtherArticle(number + 2))!.AsObject();
        (json["Latest"], json["Published"], json["DisplayText"], json["TitlePart"]!["Title"]) = (latest, published, article.Title, article.Title);
        json["ContentItemVersionId"] = $"4art{version}0000000000000000{number:D5}";
        json["Article"]!["Subtitle"] = new JsonObject { ["Text"] = article.Subtitle };
        json["Article"]!["SeriesPosition"] = new JsonObject { ["Value"] = article.Position };
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = article.Html;
        return json.ToJsonString();
    }

    private static IEnumerable<string> ItemsOf(RecipeSite site) => site.Store.State.Items.OrderBy(item => item.Key, StringComparer.Ordinal)
        .SelectMany(item => item.Value.Versions)
        .Where(version => version.Latest || version.Published)
        .Select(version => CanonicalJson.ToString(ContentItemJson.Write(version.Item)));

    private static string StateOf(RecipeSite site) => string.Join("\n", [
        CanonicalJson.ToString(DefinitionJson.Write(site.Store.State.ReadDefinitions())),
        .. site.Store.State.Documents.Where(document => document.Key.Kind != RecipeRunner.DocumentKind).Select(document => $"{document.Key}: {document.Value}"),
        .. ItemsOf(site),
        .. site.Store.State.Marks.Values.OrderBy(mark => mark.VersionId, StringComparer.Ordinal).Select(mark => $"{mark.VersionId} {mark.ContentHash}")]);
}
