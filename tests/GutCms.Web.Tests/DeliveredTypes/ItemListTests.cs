using System.Text.Json.Nodes;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.DeliveredTypes;

public sealed class ItemListOnSqliteTests() : ItemListTests(Provider.Sqlite);

public sealed class ItemListOnPostgreSqlTests() : ItemListTests(Provider.PostgreSql);

/// <summary>Lists of items, narrowed and ordered.</summary>
public abstract class ItemListTests(Provider provider) : DeliveredTypesSite(provider)
{
    [Fact]
    public async Task A_list_is_narrowed_by_indexed_fields_and_by_what_every_text_has()
    {
        await DefineDrugAsync();
        var aspirin = await SavedAsync(Drug("aspirin"));
        await SavedAsync(Drug("amitriptyline", null, aspirin));
        await SavedAsync(Drug("codeine", null, aspirin));

        Assert.Equal(["amitriptyline", "aspirin"], (await ListAsync("drug?field.group=first&sort=title")).Titles);
        Assert.Equal(["aspirin"], (await ListAsync("drug?field.strength=7.0&field.group=first")).Titles);
        Assert.Equal(["codeine", "amitriptyline"], (await ListAsync($"drug?field.related={aspirin}&sort=-title")).Titles);
        Assert.Equal(3, (await ListAsync("drug?field.old=false&language=EN&status=published")).Total);
        Assert.Equal(0, (await ListAsync("drug?field.old=true")).Total);
        Assert.Equal(0, (await ListAsync("drug?field.group=third")).Total);
        Assert.Equal(0, (await ListAsync("drug?language=de")).Total);
        Assert.Equal(3, (await ListAsync("drug?publishedFrom=2000-01-01T00:00:00Z&modifiedBefore=2999-01-01T00:00:00Z")).Total);
        Assert.Equal(0, (await ListAsync("drug?publishedBefore=2000-01-01T00:00:00Z")).Total);
        Assert.Equal(0, (await ListAsync("drug?modifiedFrom=2999-01-01T00:00:00Z")).Total);
        Assert.Equal(5, (await ListAsync("article?status=imported&sort=title")).Total);
        Assert.Equal(1, (await ListAsync("article?series=symptom-decoder-series")).Total);

        (await ChangeAsync(aspirin, Drug("codeine-free"))).Expect(200);
        Assert.Equal(["amitriptyline"], (await ListAsync("drug?field.group=first")).Titles);
        (await PullAsync("editor", aspirin, "unpublish")).Expect(200);
        Assert.Equal(2, (await ListAsync("drug")).Total);
    }

    [Fact]
    public async Task A_list_is_narrowed_to_ranges_of_indexed_fields_and_ordered_by_them()
    {
        await DefineDrugAsync();
        var strengths = new (string Slug, decimal? Strength)[] { ("minus", -2.5m), ("zero", 0m), ("two", 2m), ("ten", 10m), ("half", 10.5m), ("none", null) };
        foreach (var (slug, strength) in strengths)
        {
            var drug = Drug(slug);
            drug["Drug"]!["Strength"] = new JsonObject { ["Value"] = strength };
            await SavedAsync(drug);
        }

        Assert.Equal(["none", "minus", "zero", "two", "ten", "half"], (await ListAsync("drug?sort=field.strength")).Titles);
        Assert.Equal(["half", "ten", "two", "zero", "minus", "none"], (await ListAsync("drug?sort=-field.strength")).Titles);
        Assert.Equal(["two", "ten"], (await ListAsync("drug?sort=field.strength&field.strength.from=2&field.strength.to=10")).Titles);
        Assert.Equal(["two", "zero"], (await ListAsync("drug?sort=-title&field.strength.from=-0&field.strength.before=10")).Titles.Order(StringComparer.Ordinal));
        Assert.Equal(["minus", "zero"], (await ListAsync("drug?sort=title&field.strength.to=0&field.group.from=SECOND")).Titles);
        Assert.Equal(0, (await ListAsync("drug?field.strength.from=11")).Total);
        Assert.Equal(["half", "minus", "none", "ten", "two", "zero"], (await ListAsync("drug?sort=field.group,title")).Titles);

        foreach (var query in new[] { "drug?sort=field.strength", "drug?sort=-field.group", "drug?sort=field.group,-title", "drug?field.strength.from=0&sort=-field.strength", "drug?field.strength.to=2&sort=title" })
        {
            var all = await ListAsync(query);
            var paged = new List<string>();
            string? next = null;
            do
            {
                var page = await ListAsync($"{query}&first=2{(next is null ? "" : "&after=" + next)}");
                paged.AddRange(page.Titles);
                next = page.Next;
            }
            while (next is not null);
            Assert.Equal(all.Titles, paged);
            Assert.Equal(all.Total, paged.Count);
        }

        (await ItemAsync($"drug?sort=field.strength&field.strength.from=2&after={(await ListAsync("drug?sort=field.strength&first=2")).Next}")).Expect(400);
    }

    [Fact]
    public async Task Pages_of_a_list_in_several_orders_are_the_whole_list()
    {
        await DefineDrugAsync();
        foreach (var slug in new[] { "a", "b", "c", "d", "e" })
        {
            await SavedAsync(Drug(slug, slug is "a" or "c" ? "Same" : "Other"));
        }

        foreach (var sort in new[] { "-published", "title", "title,-published", "-title,published,-modified", "modified,-title" })
        {
            var all = (await ItemAsync($"drug?sort={sort}")).Expect(200)["items"].AsArray().Select(item => (string)item!["id"]!).ToList();
            var paged = new List<string>();
            string? next = null;
            do
            {
                var page = (await ItemAsync($"drug?first=2&sort={sort}{(next is null ? "" : "&after=" + next)}")).Expect(200);
                paged.AddRange(page["items"].AsArray().Select(item => (string)item!["id"]!));
                next = (string?)page.Body!["nextCursor"];
            }
            while (next is not null);
            Assert.Equal(all, paged);
        }

        Assert.Equal(["Other", "Other", "Other", "Same", "Same"], (await ListAsync("drug?sort=title,published")).Titles);
        var cursor = (await ListAsync("drug?first=2&sort=title,published")).Next;
        foreach (var other in new[] { "drug?sort=published,title", "drug?sort=-title,published", "drug?sort=title,published&field.group=second", "article?sort=title,published" })
        {
            var refused = (await ItemAsync($"{other}&after={cursor}")).Expect(400);
            Assert.Equal("urn:gutcms:problem:invalid-cursor", (string?)refused["type"]);
        }
    }

    [Theory]
    [InlineData("drug?field.dose=500", "permitted", "field.group")]
    [InlineData("drug?series=x", "permitted", "status")]
    [InlineData("drug?Field.group=first", "permitted", "field.group")]
    [InlineData("drug?sort=dose", "sort", "-modified")]
    [InlineData("drug?sort=title,-title", "sort", "title")]
    [InlineData("drug?sort=title,field.strength", "sort", "field.strength")]
    [InlineData("drug?sort=field.related", "sort", "field.strength")]
    [InlineData("drug?field.related.from=x", "permitted", "field.strength.from")]
    [InlineData("drug?field.strength.from=much", "field.strength.from", "NumericField")]
    [InlineData("drug?sort=--title", "sort", "title")]
    [InlineData("drug?status=approved", "status", "reviewDue")]
    [InlineData("drug?language=deutsch!", "language", "pt-BR")]
    [InlineData("drug?field.strength=strong", "field.strength", "NumericField")]
    [InlineData("drug?field.old=yes", "field.old", "BooleanField")]
    [InlineData("drug?publishedFrom=yesterday", "publishedFrom", "2026")]
    [InlineData("drug?first=101", "first", "100")]
    public async Task What_there_is_not_is_refused_with_what_there_is(string query, string member, string told)
    {
        await DefineDrugAsync();
        var refused = (await ItemAsync(query)).Expect(400);
        Assert.Contains(told, (member == "permitted" ? refused["permitted"] : refused["errors"][member]!).ToJsonString(), StringComparison.Ordinal);
    }
}
