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
        var taxonomy = (await PostAsync("editor", "api/content", Taxonomy(Term(pain, "Pain"), Term(fever, "Fever")))).Expect(200).Id;
        await SavedAsync(With("aspirin", taxonomy, pain, fever));
        await SavedAsync(With("bisoprolol", taxonomy));

        var links = (await ItemAsync("drug/aspirin")).Expect(200)["links"]["topics"]!.AsArray();
        Assert.Equal(
            [(pain, "Topic", "Pain", taxonomy, null), (fever, "Topic", "Fever", taxonomy, (string?)null)],
            links.Select(link => ((string?)link!["id"], (string?)link["type"], (string?)link["title"], (string?)link["taxonomy"], (string?)link["url"])));
        Assert.Equal(["aspirin"], (await ListAsync("drug?field.topics=" + fever)).Titles);
        Assert.Equal(0, (await ListAsync("drug?field.topics=" + taxonomy)).Total);

        // A term that is not in the taxonomy any more is no reference any more.
        (await ChangeAsync(taxonomy, Taxonomy(Term(pain, "Aches")))).Expect(200);
        Assert.Equal("Aches", (string?)Assert.Single((await ItemAsync("drug/aspirin")).Expect(200)["links"]["topics"]!.AsArray())!["title"]);

    }

    [Fact]
    public async Task A_term_below_another_one_is_found_by_it_and_says_what_is_above()
    {
        await DefineDrugAsync();
        await DefineTopicsAsync();
        var (pain, head, migraine, fever) = (ContentIds.New(), ContentIds.New(), ContentIds.New(), ContentIds.New());
        var taxonomy = (await PostAsync("editor", "api/content", Taxonomy(Term(pain, "Pain", Term(head, "Headache", Term(migraine, "Migraine"))), Term(fever, "Fever")))).Expect(200).Id;
        var migraines = await SavedAsync(With("aspirin", taxonomy, migraine));
        await SavedAsync(With("bisoprolol", taxonomy, pain));
        await SavedAsync(With("codeine", taxonomy, fever));

        var link = Assert.Single((await ItemAsync("drug/aspirin")).Expect(200)["links"]["topics"]!.AsArray())!;
        Assert.Equal((migraine, "Migraine", taxonomy), ((string?)link["id"], (string?)link["title"], (string?)link["taxonomy"]));
        Assert.Equal([(pain, "Topic", "Pain"), (head, "Topic", "Headache")], link["parents"]!.AsArray().Select(parent => ((string)parent!["id"]!, (string)parent["type"]!, (string)parent["title"]!)));
        Assert.Null(Assert.Single((await ItemAsync("drug/codeine")).Expect(200)["links"]["topics"]!.AsArray())!["parents"]);
        Assert.Equal(["aspirin", "bisoprolol"], (await ListAsync("drug?sort=title&field.topics=" + pain)).Titles);
        Assert.Equal(["aspirin"], (await ListAsync("drug?field.topics=" + head)).Titles);
        Assert.Equal(["aspirin"], (await ListAsync("drug?field.topics=" + migraine)).Titles);
        Assert.Equal(["codeine"], (await ListAsync("drug?field.topics=" + fever)).Titles);

        // Moved below another term: what carries it is found there, and its own text is the same.
        var hash = (string?)(await ItemAsync("drug/aspirin")).Expect(200)["contentHash"];
        (await ChangeAsync(taxonomy, Taxonomy(Term(pain, "Pain"), Term(fever, "Fever", Term(head, "Headache", Term(migraine, "Migraine")))))).Expect(200);
        Assert.Equal(["bisoprolol"], (await ListAsync("drug?field.topics=" + pain)).Titles);
        Assert.Equal(["aspirin", "codeine"], (await ListAsync("drug?sort=title&field.topics=" + fever)).Titles);
        Assert.Equal(hash, (string?)(await ItemAsync("drug/aspirin")).Expect(200)["contentHash"]);
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.Equal(migraines, (string?)(await ItemAsync("drug/aspirin")).Expect(200)["id"]);
    }

    [Fact]
    public async Task A_recipe_brings_terms_below_terms_and_what_is_wrong_in_them_is_refused()
    {
        await DefineDrugAsync();
        await DefineTopicsAsync();
        var (pain, head) = (ContentIds.New(), ContentIds.New());
        var term = Term(head, "Headache");
        term["TermPart"] = new JsonObject { ["TaxonomyContentItemId"] = ContentIds.New() };
        var item = Taxonomy(Term(pain, "Pain", term));
        item["ContentItemId"] = ContentIds.New();
        item["ContentItemVersionId"] = ContentIds.New();
        item["DisplayText"] = "Topics";
        (item["Latest"], item["Published"]) = (true, true);
        await RunAsync(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(item) });

        foreach (var (wrong, at) in new (JsonObject, string)[]
        {
            (Taxonomy(Term(pain, "Pain", Term(pain, "The same again"))), "$.TaxonomyPart.Terms[0].Terms[0].ContentItemId"),
            (Taxonomy(Term(pain, "Pain", new JsonObject { ["ContentItemId"] = head, ["ContentType"] = "Nothing" })), "$.TaxonomyPart.Terms[0].Terms[0].ContentType"),
            (Taxonomy(new JsonObject { ["ContentItemId"] = pain, ["ContentType"] = "Topic", ["DisplayText"] = "Pain", ["Terms"] = "Headache" }), "$.TaxonomyPart.Terms[0].Terms"),
            (Taxonomy(new JsonObject { ["ContentItemId"] = pain, ["ContentType"] = "Topic", ["DisplayText"] = "Pain", ["TermPart"] = new JsonObject { ["Made"] = "up" } }), "$.TaxonomyPart.Terms[0].TermPart.Made"),
        })
        {
            Assert.Contains(at, (await PostAsync("editor", "api/content", wrong)).Expect(400)["errors"].AsObject().Select(error => error.Key));
        }

        // Nothing but a term has terms below it.
        var drug = Drug("aspirin");
        drug["Terms"] = new JsonArray(Term(pain, "Pain"));
        Assert.Contains("$.Terms", (await PostAsync("editor", "api/content", drug)).Expect(400)["errors"].AsObject().Select(error => error.Key));
    }

    private static JsonObject Taxonomy(params JsonObject[] terms) => new()
    {
        ["ContentType"] = "Taxonomy",
        ["TitlePart"] = new JsonObject { ["Title"] = "Topics" },
        ["TaxonomyPart"] = new JsonObject { ["TermContentType"] = "Topic", ["Terms"] = new JsonArray([.. terms]) },
    };

    private static JsonObject Term(string id, string title, params JsonObject[] below)
    {
        var term = new JsonObject { ["ContentItemId"] = id, ["ContentType"] = "Topic", ["DisplayText"] = title, ["TitlePart"] = new JsonObject { ["Title"] = title } };
        if (below.Length > 0)
        {
            term["Terms"] = new JsonArray([.. below]);
        }

        return term;
    }

    private static JsonObject With(string slug, string taxonomy, params string[] terms)
    {
        var drug = Drug(slug);
        drug["Drug"]!["Topics"] = new JsonObject { ["TaxonomyContentItemId"] = taxonomy, ["TermContentItemIds"] = new JsonArray([.. terms.Select(term => (JsonNode)term)]) };
        return drug;
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
