using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.DeliveredTypes;

public sealed class LinksOnSqliteTests() : LinksTests(Provider.Sqlite);

public sealed class LinksOnPostgreSqlTests() : LinksTests(Provider.PostgreSql);

/// <summary>What documents say of what they lead to, and how much of them is answered.</summary>
public abstract class LinksTests(Provider provider) : DeliveredTypesSite(provider)
{
    [Fact]
    public async Task A_link_says_what_is_live_of_its_target_and_follows_it()
    {
        await DefineDrugAsync();
        var target = await SavedAsync(Drug("aspirin", "Aspirin"));
        var id = await SavedAsync(Drug("bisoprolol", null, target, SeededDisclaimer));
        var document = (await ItemAsync("drug/bisoprolol")).Expect(200);
        var links = document["links"]["related"]!.AsArray();
        Assert.Equal(2, links.Count);
        var live = (await ItemAsync("drug/aspirin")).Expect(200);
        Assert.Equal(
            (target, "Drug", "Aspirin", "aspirin", "/items/drug/aspirin", (string?)live["contentHash"], (string?)live["review"]["status"]),
            ((string?)links[0]!["id"], (string?)links[0]!["type"], (string?)links[0]!["title"], (string?)links[0]!["slug"], (string?)links[0]!["url"], (string?)links[0]!["contentHash"], (string?)links[0]!["reviewStatus"]));
        Assert.Equal((SeededDisclaimer, null), ((string?)links[1]!["id"], (string?)links[1]!["url"]));
        Assert.Equal(document["links"].ToJsonString(), (await ItemAsync("drug?sort=-title")).Expect(200)["items"][0]!["links"]!.ToJsonString());

        (await ChangeAsync(target, new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = "Acetylsalicylic acid" } })).Expect(200);
        Assert.Equal("Acetylsalicylic acid", (string?)(await ItemAsync("drug/bisoprolol")).Expect(200)["links"]["related"]![0]!["title"]);

        (await PullAsync("editor", target, "unpublish")).Expect(200);
        Assert.Equal(SeededDisclaimer, (string?)Assert.Single((await ItemAsync("drug/bisoprolol")).Expect(200)["links"]["related"]!.AsArray())!["id"]);
        Assert.Equal(document["content"].ToJsonString(), (await ItemAsync("drug/bisoprolol")).Expect(200)["content"].ToJsonString());
        Assert.Equal(id, (string?)document["id"]);
    }

    [Fact]
    public async Task Terms_of_a_taxonomy_arrive_as_references_with_their_titles_and_narrow_lists()
    {
        await DefineDrugAsync();
        await DefineTopicsAsync();
        var (pain, fever) = (ContentIds.New(), ContentIds.New());
        var taxonomy = (await PostAsync("editor", "api/content", new JsonObject
        {
            ["ContentType"] = "Taxonomy",
            ["TitlePart"] = new JsonObject { ["Title"] = "Topics" },
            ["TaxonomyPart"] = new JsonObject { ["TermContentType"] = "Topic", ["Terms"] = new JsonArray(Term(pain, "Pain"), Term(fever, "Fever")) },
        })).Expect(200).Id;
        await SavedAsync(With("aspirin", taxonomy, pain, fever));
        await SavedAsync(With("bisoprolol", taxonomy));

        var links = (await ItemAsync("drug/aspirin")).Expect(200)["links"]["topics"]!.AsArray();
        Assert.Equal(
            [(pain, "Topic", "Pain", taxonomy, null), (fever, "Topic", "Fever", taxonomy, (string?)null)],
            links.Select(link => ((string?)link!["id"], (string?)link["type"], (string?)link["title"], (string?)link["taxonomy"], (string?)link["url"])));
        Assert.Equal(["aspirin"], (await ListAsync("drug?field.topics=" + fever)).Titles);
        Assert.Equal(0, (await ListAsync("drug?field.topics=" + taxonomy)).Total);

        // A term that is not in the taxonomy any more is no reference any more.
        (await ChangeAsync(taxonomy, new JsonObject { ["TaxonomyPart"] = new JsonObject { ["TermContentType"] = "Topic", ["Terms"] = new JsonArray(Term(pain, "Aches")) } })).Expect(200);
        Assert.Equal("Aches", (string?)Assert.Single((await ItemAsync("drug/aspirin")).Expect(200)["links"]["topics"]!.AsArray())!["title"]);

        static JsonObject Term(string id, string title) =>
            new() { ["ContentItemId"] = id, ["ContentType"] = "Topic", ["DisplayText"] = title, ["TitlePart"] = new JsonObject { ["Title"] = title } };

        static JsonObject With(string slug, string taxonomy, params string[] terms)
        {
            var drug = Drug(slug);
            drug["Drug"]!["Topics"] = new JsonObject { ["TaxonomyContentItemId"] = taxonomy, ["TermContentItemIds"] = new JsonArray([.. terms.Select(term => (JsonNode)term)]) };
            return drug;
        }
    }

    [Fact]
    public async Task An_article_leads_by_the_pickers_that_are_delivered_and_by_no_other()
    {
        await DefineDrugAsync();
        var drug = await SavedAsync(Drug("aspirin"));
        var article = Article("about");
        article["Article"]!["Drugs"] = new JsonObject { ["ContentItemIds"] = new JsonArray(drug) };
        article["Article"]!["Hidden"] = new JsonObject { ["ContentItemIds"] = new JsonArray(drug) };
        var id = (await PostAsync("author", "api/content?draft=true", article)).Expect(200).Id;
        await ApproveAsync(id);

        var document = (await DeliveredAsync("about")).Expect(200);
        Assert.Equal(["drugs"], document["links"].AsObject().Select(member => member.Key));
        Assert.DoesNotContain("hidden", document["content"].ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(drug, (string?)document["content"]["fields"]!["drugs"]![0]!["id"]);
        Assert.Equal(MedicalContent.Hash(document["content"].AsObject()), (string?)document["contentHash"]);
        Assert.Null((await DeliveredAsync(SeededArticle)).Expect(200).Body!["links"]);
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.Equal(["about"], (await ListAsync($"article?field.drugs={drug}")).Titles);
    }

    [Fact]
    public async Task Expanded_documents_are_those_that_are_delivered()
    {
        await DefineDrugAsync();
        var first = await SavedAsync(Drug("aspirin"));
        var second = await SavedAsync(Drug("bisoprolol", null, first));
        await SavedAsync(Drug("codeine", null, second));

        var near = (await ItemAsync("drug/codeine?expand=related")).Expect(200);
        Assert.Equal([second], near["expanded"].AsArray().Select(item => (string)item!["id"]!));
        Assert.Equal((await ItemAsync("drug/bisoprolol")).Expect(200).Body!.ToJsonString(), near["expanded"][0]!["document"]!.ToJsonString());
        var far = (await ItemAsync("drug/codeine?expand=related/related")).Expect(200);
        Assert.Equal([second, first], far["expanded"].AsArray().Select(item => (string)item!["id"]!));
        Assert.True((bool)far["expandedAll"]);
        var whole = (await ItemAsync("drug/codeine")).Expect(200).Body!.AsObject();
        var beside = far.Body!.DeepClone().AsObject();
        beside.Remove("expanded");
        beside.Remove("expandedAll");
        Assert.Equal(whole.ToJsonString(), beside.ToJsonString());

        var article = (await DeliveredAsync(SeededArticle + "?expand=hotArticles,disclaimer")).Expect(200);
        Assert.Equal(5, article["expanded"].AsArray().Count);
        await RefusedAsync("items/drug/codeine?expand=nothing", "expand", "related");
        await RefusedAsync("items/drug/codeine?expand=related/nothing", "expand", "hotArticles");
        await RefusedAsync("items/drug/codeine?expand=related/related/related", "expand", "related");
        (await ItemAsync("drug/codeine?depth=3")).Expect(400);
    }

    [Fact]
    public async Task A_part_of_a_document_says_so_and_passes_for_nothing_else()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var target = await ApprovedAndLiveAsync(Drug("aspirin"));
        await ApprovedAndLiveAsync(Drug("bisoprolol", "Bisoprolol", target));
        var whole = (await ItemAsync("drug/bisoprolol")).Expect(200);

        var part = (await ItemAsync("drug/bisoprolol?fields=content.title,review,links.related")).Expect(200);
        Assert.Equal(["id", "content", "contentHash", "links", "review", "partial"], part.Body!.AsObject().Select(member => member.Key));
        Assert.Equal("""{"title":"Bisoprolol"}""", part["content"].ToJsonString());
        Assert.True((bool)part["partial"]);
        Assert.Null((string?)part["review"]["certificate"]);
        Assert.Equal("published", (string?)part["review"]["status"]);

        // Beside the whole text the certificate stands, and vouches for it.
        var text = (await ItemAsync("drug/bisoprolol?fields=content,review")).Expect(200);
        Assert.Equal((string?)whole["review"]["certificate"], (string?)text["review"]["certificate"]);
        Assert.Equal((string?)text["contentHash"], MedicalContent.Hash(text["content"].AsObject()));
        await RefusedAsync("items/drug/bisoprolol?fields=content.dose", "fields", "content.title");
        await RefusedAsync("items/drug?fields=content", "fields", "reviewStatus");
        var listed = (await ItemAsync("drug?fields=title&sort=title")).Expect(200)["items"][0]!.AsObject();
        Assert.Equal(["id", "title", "contentHash", "partial"], listed.Select(member => member.Key));
        Assert.Equal((string?)whole["contentHash"], (string?)(await DeliveredPartAsync())["contentHash"]);

        async Task<JsonNode> DeliveredPartAsync() => (await ItemAsync("drug/bisoprolol?fields=url")).Expect(200).Body!;
    }

    private async Task RefusedAsync(string address, string parameter, string permitted)
    {
        var refused = (await GetAsync(null, "api/delivery/" + address)).Expect(400);
        Assert.Contains(permitted, (string?)refused["errors"][parameter]![0] ?? "", StringComparison.Ordinal);
    }
}
