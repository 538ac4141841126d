using System.Text.Json.Nodes;
using System.Xml.Linq;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.DeliveredTypes;

public sealed class FoundTypesOnSqliteTests() : FoundTypesTests(Provider.Sqlite);

public sealed class FoundTypesOnPostgreSqlTests() : FoundTypesTests(Provider.PostgreSql);

/// <summary>A type that a site added is found by search, has feeds and stands in the sitemap: what is live of it and nothing else.</summary>
public abstract class FoundTypesTests(Provider provider) : DeliveredTypesSite(provider)
{
    [Fact]
    public async Task A_search_finds_the_items_of_its_type_that_are_live()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var id = await ApprovedAndLiveAsync(Drug("aspirin", "Aspirin for headaches"));
        await SavedAsync(Drug("codeine", "Codeine for headaches"), draft: true);

        var found = (await ItemAsync("drug?q=headache")).Expect(200);
        Assert.Equal((1, id), ((int)found["total"], (string?)found["items"][0]!["id"]));
        Assert.Contains("<mark>headaches</mark>", (string?)found["items"][0]!["snippet"], StringComparison.Ordinal);

        // By a field, by the beginning of a word and past a typing mistake; not by what is no text of it.
        Assert.Equal(["Aspirin for headaches"], (await ListAsync("drug?q=500%20mg")).Titles);
        Assert.Equal(["Aspirin for headaches"], (await ListAsync("drug?q=aspi")).Titles);
        Assert.Equal(["Aspirin for headaches"], (await ListAsync("drug?q=aspirni")).Titles);
        Assert.Empty((await ListAsync("drug?q=" + id)).Titles);

        // Neither list has what is of the other type.
        Assert.Equal(0, (int)(await GetAsync(null, "api/delivery/articles?q=aspirin")).Expect(200)["total"]);
        var articles = (await GetAsync(null, "api/delivery/articles?q=anxiety")).Expect(200);
        Assert.InRange((int)articles["total"], 1, int.MaxValue);
        Assert.Equal((int)articles["total"], (await ListAsync("article?q=anxiety")).Total);
        Assert.Empty((await ListAsync("drug?q=anxiety")).Titles);

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        Assert.Equal(0, (await ListAsync("drug?q=headache")).Total);
    }

    [Fact]
    public async Task A_search_is_narrowed_and_ordered_like_a_list_and_goes_on_by_its_cursor()
    {
        await DefineDrugAsync();
        foreach (var slug in (string[])["avocado", "bean", "apple"])
        {
            await SavedAsync(Drug(slug, slug + " remedy"));
            Site.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["apple remedy", "bean remedy", "avocado remedy"], (await ListAsync("drug?q=remedy")).Titles);
        Assert.Equal(["apple remedy", "avocado remedy", "bean remedy"], (await ListAsync("drug?q=remedy&sort=title")).Titles);
        Assert.Equal(["apple remedy", "avocado remedy"], (await ListAsync("drug?q=remedy&sort=title&field.group=first")).Titles);
        Assert.Equal(["avocado remedy"], (await ListAsync("drug?q=remedy&field.strength.from=6&language=en&status=published")).Titles);
        Assert.Equal(["avocado remedy"], (await ListAsync("drug?q=remedy&publishedBefore=2026-11-24T12:00:30Z")).Titles);
        Assert.Empty((await ListAsync("drug?q=remedy&language=de")).Titles);

        foreach (var order in (string[])["", "&sort=title", "&sort=published&field.group=first"])
        {
            var all = await ListAsync($"drug?q=remedy{order}");
            var first = await ListAsync($"drug?q=remedy{order}&first=1");
            Assert.Equal((all.Total, all.Titles[0]), (first.Total, Assert.Single(first.Titles)));
            Assert.Equal(all.Titles[1], (await ListAsync($"drug?q=remedy{order}&first=1&after={first.Next}")).Titles[0]);
            (await ItemAsync($"drug?q=bean{order}&after={first.Next}")).Expect(400);
        }

        Assert.Equal(["id", "contentHash", "title", "partial", "snippet"], (await ItemAsync("drug?q=bean&fields=title")).Expect(200)["items"][0]!.AsObject().Select(member => member.Key).Order().OrderBy(Place));
        Assert.Equal("One of: -published, published, title, relevance, -modified.", (string?)(await ItemAsync("drug?q=bean&sort=field.strength")).Expect(400)["errors"]!["sort"]![0]);
        (await ItemAsync("drug?q=b")).Expect(400);

        static int Place(string name) => Array.IndexOf(["id", "contentHash", "title", "partial", "snippet"], name);
    }

    [Fact]
    public async Task Value_that_reads_like_several_hides_nothing_from_whoever_asks_for_several()
    {
        await DefineDrugAsync();
        await SavedAsync(Drug("avocado", "avocado remedy"));
        var like = Uri.EscapeDataString("first|@name1=field.strength|@value1=7");
        foreach (var search in (string[])["", "q=remedy&"])
        {
            Assert.Equal(0, (await ListAsync($"drug?{search}field.group={like}")).Total);
            var (titles, total, _) = await ListAsync($"drug?{search}field.group=first&field.strength=7");
            Assert.Equal((1, "avocado remedy"), (total, Assert.Single(titles)));
        }
    }

    [Fact]
    public async Task Preview_lists_drafts_and_searches_nothing()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var id = await SavedAsync(Drug("aspirin"), draft: true);
        var token = (string)(await PostAsync("editor", "api/review/previews", new JsonObject { ["item"] = id })).Expect(200)["token"]!;

        Assert.Equal(["aspirin"], (await ListAsync("drug?preview=" + token)).Titles);
        Assert.NotNull((await ItemAsync($"drug?q=aspirin&preview={token}")).Expect(400)["errors"]!["q"]);
    }

    [Fact]
    public async Task Feeds_of_a_type_have_its_newest_items()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var id = await ApprovedAndLiveAsync(Drug("aspirin", "Aspirin"));
        await SavedAsync(Drug("codeine"), draft: true);
        using var client = Site.As(null);

        var atom = XDocument.Parse(await client.GetStringAsync("items/drug/feed.xml", Token)).Root!;
        var name = atom.Name.Namespace;
        var entry = Assert.Single(atom.Elements(name + "entry"));
        Assert.Equal(
            ("Aspirin", "https://gutcms.example/items/drug/aspirin", "en"),
            (entry.Element(name + "title")!.Value, entry.Element(name + "link")!.Attribute("href")!.Value, entry.Attribute(XNamespace.Xml + "lang")!.Value));
        Assert.Equal("https://gutcms.example/items/drug/feed.xml", atom.Elements(name + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
        Assert.StartsWith("Drug – ", atom.Element(name + "title")!.Value, StringComparison.Ordinal);

        var json = JsonNode.Parse(await client.GetStringAsync("items/drug/feed.json?lang=en", Token))!;
        Assert.Equal((entry.Element(name + "id")!.Value, "Aspirin"), ((string?)json["items"]![0]!["id"], (string?)json["items"]![0]!["content_text"]));
        Assert.Empty(JsonNode.Parse(await client.GetStringAsync("items/drug/feed.json?lang=de", Token))!["items"]!.AsArray());
        Assert.NotEqual(atom.Element(name + "id")!.Value, XDocument.Parse(await client.GetStringAsync("feed.xml", Token)).Root!.Element(name + "id")!.Value);

        Assert.Equal("/items/drug/feed.xml?lang=en", (string?)(await GetAsync(null, "items/DRUG/feed.xml?lang=en")).Expect(308)["location"]);
        Assert.Equal("/feed.json", (string?)(await GetAsync(null, "items/article/feed.json")).Expect(308)["location"]);
        Assert.Contains("article, drug", (string?)(await GetAsync(null, "items/series/feed.xml")).Expect(404)["detail"], StringComparison.Ordinal);
        (await GetAsync(null, "items/person/feed.xml")).Expect(404);
        (await GetAsync(null, "items/drug/feed.xml?first=1")).Expect(400);

        var sitemap = await client.GetStringAsync("sitemap.xml", Token);
        Assert.Contains("<loc>https://gutcms.example/items/drug/aspirin</loc>", sitemap, StringComparison.Ordinal);
        Assert.DoesNotContain("codeine", sitemap, StringComparison.Ordinal);
        Assert.DoesNotContain("aspirin", await client.GetStringAsync("sitemap.xml?lang=de", Token), StringComparison.Ordinal);

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        Assert.DoesNotContain("<entry", await client.GetStringAsync("items/drug/feed.xml", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("aspirin", await client.GetStringAsync("sitemap.xml", Token), StringComparison.Ordinal);
    }
}
