using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Content.Items;
using GutCms.Core.Recipes.Export;
using GutCms.TestSupport;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class ExportedSitesOnSqliteTests() : ExportedSitesTests(Provider.Sqlite);

public sealed class ExportedSitesOnPostgreSqlTests() : ExportedSitesTests(Provider.PostgreSql);

/// <summary>Whatever clients have made of a site over HTTP, its export imports into an empty one, which then holds the same versions with the same hashes.</summary>
public abstract class ExportedSitesTests(Provider provider) : ReviewApiTests(provider)
{
    private const int Sequences = 20;
    private const int Steps = 40;

    private static readonly string[] People = ["author", "editor", "administrator"];

    private static readonly string?[] Titles = ["Gut health", "[note: x]", "[js: uuid()]", "[Draft] y", "Łódź", "<b>x</b> & y", "a\u2028b", "", " ", null, "x\u0001y", "[a:]", "睡眠"];

    private static readonly string?[] PathsOfSeveral = [null, null, "", "articles/one", "articles/two", "guides/one", "series/one", "Bad Path", "articles/[x]"];

    private static readonly string[] Htmls =
    [
        "<p>The gut talks to the brain.</p>", "[note: see below]", "", "<p>See <img src=x alt=\"three steps\"> here</p>", "<table><tr><td>1<td>2</table>", "<p>Wait <del>ten</del> two</p>",
        "<p>Ratio <math><mi>a</mi><mo>/</mo><mn>3</mn></math></p>", "<p>Often<a href=\"#note-a\">a</a></p><ol><li id=\"note-a\">In adults.</li></ol>", "<p>10<sup>9</sup>&nbsp;cells\u00AD</p>", "<p dir=rtl lang=he>שלום", "a < b & c",
    ];

    private static readonly string?[] Dois = [null, "10.5555/abc", "doi:10.5555/abc.", "none"];

    private static readonly string?[] Languages = [null, "de", "DE", "fr", "not a language"];

    private static readonly Gen<Step[]> Sequence = Gen.Select(Gen.Int[0, 9], Gen.Int[0, People.Length - 1], Gen.Int[0, 1_000_000], Gen.Int[0, 30])
        .Select((deed, person, luck, item) => new Step(deed, People[person], luck, item)).Array[Steps];

    [Fact]
    public async Task A_site_that_random_clients_have_filled() => await Sequence.SampleAsync(
        async steps =>
        {
            await using var site = await ReviewApiSite.StartAsync(Provider);
            await MakeSimpleAsync(site);
            var ids = new List<string> { SeededDisclaimer };
            foreach (var step in steps)
            {
                var answer = await TakeAsync(site, step, ids);
                Assert.True(answer.Status is 200 or 400 or 403 or 404 or 409 or 412, $"{step}: {answer.Status} {answer.Body?.ToJsonString()}");
            }

            await ExpectTheSameAsync(site);
        },
        iter: RepeatScale.Of(Sequences), threads: 1);

    [Fact]
    public async Task A_site_with_drafts_that_are_not_complete_references_to_deleted_items_and_texts_that_look_like_expressions()
    {
        await MakeSimpleAsync(Site);
        (await PostAsync("editor", "api/content?draft=true", new JsonObject { ["ContentType"] = "Article" })).Expect(200);
        (await PostAsync("editor", "api/content?draft=true", new JsonObject { ["ContentType"] = "Article", ["TitlePart"] = new JsonObject { ["Title"] = "[note: x]" } })).Expect(200);
        var (gone, live) = ((await PostAsync("editor", "api/content?draft=true", Article("gone"))).Expect(200).Id, (await PostAsync("editor", "api/content", Article("live"))).Expect(200).Id);
        var pointing = Article("pointing");
        pointing["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray(gone, live) };
        var id = (await PostAsync("editor", "api/content", pointing)).Expect(200).Id;
        (await PostAsync("editor", "api/content?draft=true", new JsonObject { ["ContentItemId"] = id, ["TitlePart"] = new JsonObject { ["Title"] = "Another draft" } }, (await ReviewAsync(id)).Tag)).Expect(200);
        (await SendAsync("administrator", HttpMethod.Delete, $"api/content/{gone}", tag: (await ReviewAsync(gone)).Tag)).Expect(200);

        var export = await ExpectTheSameAsync(Site);

        Assert.Equal((true, gone), ((bool?)export["literal"], (string?)Assert.Single(export["absent"]!.AsArray())));
    }

    /// <summary>Articles have translations, and nobody has to approve anything.</summary>
    private static async Task MakeSimpleAsync(ReviewApiSite site)
    {
        await site.RemovePolicyAsync("Article");
        await site.RemovePolicyAsync("Series");
        await site.RemovePolicyAsync("Disclaimer");
        await using var work = await site.Services.GetRequiredService<GutCms.Core.Storage.IContentStore>().BeginAsync(Token);
        var types = JsonNode.Parse("""{ "ContentTypes": [ { "Name": "Article", "DisplayName": "Article", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart" } ] } ] }""")!.AsObject();
        await work.SaveDefinitionsAsync(GutCms.Core.Content.Checking.DefinitionJson.Merge(await work.GetDefinitionsAsync(Token), types), Token);
        await work.CommitAsync(Token);
    }

    private async Task<JsonNode> ExpectTheSameAsync(ReviewApiSite site)
    {
        using var stream = new MemoryStream();
        await site.Services.GetRequiredService<RecipeExporter>().ExportAsync(stream, new("export"), Token);

        var (faults, versions) = await ReviewApiSite.ImportIntoEmptyAsync(Provider, stream.ToArray());

        Assert.Empty(faults);
        Assert.Equal(await site.VersionsAsync(), versions);
        return JsonNode.Parse(stream.ToArray())!;
    }

    private static async Task<Answer> TakeAsync(ReviewApiSite site, Step step, List<string> ids)
    {
        using var client = site.As(step.Person);
        var id = ids[step.Item % ids.Count];
        var body = step.Deed switch
        {
            0 or 1 or 2 or 3 => Article(step, ids),
            4 => new JsonObject { ["ContentType"] = "Series", ["TitlePart"] = Title(step), ["AutoroutePart"] = Path(step), ["Series"] = new JsonObject { ["Description"] = new JsonObject { ["Html"] = Of(Htmls, step.Luck / 3) } } },
            5 => new JsonObject
            {
                ["ContentType"] = "Disclaimer",
                ["TitlePart"] = Title(step),
                ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = Of(Htmls, step.Luck / 3) }, ["Kind"] = new JsonObject { ["Text"] = "educational" }, ["Language"] = new JsonObject { ["Text"] = Of(Languages, step.Luck / 5) } },
            },
            6 => new JsonObject { ["ContentItemId"] = id, ["TitlePart"] = Title(step) },
            _ => null,
        };
        using var request = new HttpRequestMessage(
            step.Deed == 7 ? HttpMethod.Delete : HttpMethod.Post,
            step.Deed switch { 7 => $"api/content/{id}", 8 => $"api/review/{id}/unpublish", 9 => $"api/review/{id}/publish", _ => step.Luck % 2 == 0 ? "api/content" : "api/content?draft=true" });
        request.Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body);
        if (step.Deed >= 6)
        {
            using var seen = await client.GetAsync($"api/review/{id}", Token);
            request.Headers.TryAddWithoutValidation("If-Match", seen.Headers.ETag?.ToString() ?? "\"none\"");
        }

        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var answer = new Answer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), null);
        if (answer.Status == 200 && step.Deed < 6)
        {
            ids.Add(answer.Id);
        }

        return answer;
    }

    private static JsonObject Article(Step step, List<string> ids) => new()
    {
        ["ContentType"] = "Article",
        ["TitlePart"] = Title(step),
        ["AutoroutePart"] = Path(step),
        ["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = step.Luck % 3 == 0 ? "set" : null, ["Culture"] = Of(Languages, step.Luck / 7) },
        ["Article"] = new JsonObject
        {
            ["Subtitle"] = new JsonObject { ["Text"] = Of(Titles, step.Luck / 11) },
            ["SeriesPosition"] = new JsonObject { ["Value"] = step.Luck % 5 == 0 ? null : step.Luck % 100 / 2m },
            ["Series"] = Picks(step.Luck % 4 == 0 ? [Of(ids, step.Luck)] : []),
            ["Disclaimer"] = Picks(step.Luck % 4 == 1 ? [Of(ids, step.Luck)] : step.Luck % 9 == 0 ? [] : [SeededDisclaimer]),
            ["HotArticles"] = Picks(step.Luck % 2 == 0 ? [Of(ids, step.Luck), Of(ids, step.Luck / 2)] : []),
        },
        ["Body"] = new JsonObject { ["ContentItems"] = new JsonArray([.. Enumerable.Range(0, step.Luck % 3).Select(number => (JsonNode)Block("Section", step, number, ("HtmlBodyPart", new JsonObject { ["Html"] = Of(Htmls, step.Luck + number) })))]) },
        ["References"] = new JsonObject { ["ContentItems"] = new JsonArray([.. Enumerable.Range(0, step.Luck % 2).Select(number => (JsonNode)Block("Reference", step, number, ("Reference", new JsonObject { ["Doi"] = new JsonObject { ["Text"] = Of(Dois, step.Luck) } })))]) },
    };

    private static JsonObject Block(string type, Step step, int number, (string Name, JsonObject Value) part) => new JsonObject
    {
        ["ContentItemId"] = ContentIds.New(),
        ["ContentType"] = type,
        ["DisplayText"] = "A block",
        ["TitlePart"] = new JsonObject { ["Title"] = Of(Titles, step.Luck + number) },
        [part.Name] = part.Value,
    };

    private static JsonObject? Title(Step step) => step.Luck % 13 == 0 ? null : new() { ["Title"] = Of(Titles, step.Luck) };

    private static JsonObject? Path(Step step) => step.Luck % 2 == 0 ? null : new() { ["Path"] = Of(PathsOfSeveral, step.Luck / 2) };

    private static JsonObject Picks(string[] ids) => new() { ["ContentItemIds"] = new JsonArray([.. ids.Distinct().Select(id => (JsonNode)id)]) };

    private static T Of<T>(IReadOnlyList<T> values, int number) => values[number % values.Count];

    private sealed record Step(int Deed, string Person, int Luck, int Item);
}
