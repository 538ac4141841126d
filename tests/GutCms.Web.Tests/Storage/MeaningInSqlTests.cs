using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Editorial;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class MeaningInSqlOnSqliteTests() : MeaningInSqlTests(Provider.Sqlite);

public sealed class MeaningInSqlOnPostgreSqlTests() : MeaningInSqlTests(Provider.PostgreSql);

/// <summary>What the database answers about disclaimer, series, position and address is what <see cref="ItemMeaning"/> reads out of the items.</summary>
public abstract class MeaningInSqlTests(Provider provider) : StorageTests(provider)
{
    private static readonly EditorialSight Sight = new(["Article", "Leaflet", "Disclaimer"], [], "4ada", Monday);

    private EditorialLists Lists => new(Storage.Database);

    [Fact]
    public async Task Shows_a_disclaimer_in_SQL_exactly_where_the_item_does()
    {
        await DefineAsync();
        ContentItem[] items =
        [
            With("first", "Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["NOTICE", "OTHER"] } } }"""),
            With("second", "Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["OTHER", "NOTICE"] } } }"""),
            With("blank", "Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["", "NOTICE"] } } }"""),
            With("leaflet", "Leaflet", """{ "Leaflet": { "Disclaimer": { "ContentItemIds": ["NOTICE"] } } }"""),
            With("elsewhere", "Leaflet", """{ "Footer": { "Disclaimer": { "ContentItemIds": ["NOTICE"] } } }"""),
            With("foreign", "Leaflet", """{ "Article": { "Disclaimer": { "ContentItemIds": ["NOTICE"] } } }"""),
            With("itself", "Disclaimer", """{ "Disclaimer": { "Disclaimer": { "ContentItemIds": ["NOTICE"] } } }"""),
            With("hot", "Article", """{ "Article": { "HotArticles": { "ContentItemIds": ["NOTICE"] } } }"""),
        ];
        await Storage.Store.AddAsync(items);

        await using var work = await Storage.Store.ReadAsync(Token);
        var uses = await work.FindDisclaimerUsesAsync(Id("notice"), [], Token);

        Assert.Equal(["blank", "first", "leaflet"], Names(items.Where(item => ItemMeaning.DisclaimerOf(item) == Id("notice"))));
        Assert.Equal(["blank", "first", "leaflet"], uses.Keys.Select(id => id.TrimEnd('0')).Order());
        Assert.Equal((await DisclaimerUses.ReadAsync(work, Id("notice"), [], Token)).Values.OrderBy(use => use.ContentItemId), uses.Values.OrderBy(use => use.ContentItemId));
        Assert.Equal(3, await Lists.CountDisclaimerUsesAsync(Id("notice"), Token));
    }

    [Fact]
    public async Task Is_in_a_series_in_SQL_exactly_where_the_item_is()
    {
        await DefineAsync();
        ContentItem[] items =
        [
            With("first", "Article", """{ "Article": { "Series": { "ContentItemIds": ["NOTICE", "OTHER"] }, "SeriesPosition": { "Value": 2.50 } } }"""),
            With("second", "Article", """{ "Article": { "Series": { "ContentItemIds": ["OTHER", "NOTICE"] } } }"""),
            With("pathless", "Article", """{ "Article": { "Series": { "ContentItemIds": ["NOTICE"] }, "SeriesPosition": { "Value": 1e0 } }, "AutoroutePart": { "Path": "" } }"""),
            With("placed", "Article", """{ "Article": { "Series": { "ContentItemIds": ["NOTICE"] }, "SeriesPosition": { "Value": "1" } }, "AutoroutePart": { "Path": "Articles/Placed" } }"""),
            With("leaflet", "Leaflet", """{ "Leaflet": { "Series": { "ContentItemIds": ["NOTICE"] } } }"""),
            With("foreign", "Leaflet", """{ "Article": { "Series": { "ContentItemIds": ["NOTICE"] } } }"""),
        ];
        await Storage.Store.AddAsync(items);
        var meant = items.Where(item => ItemMeaning.SeriesOf(item) == Id("notice")).ToList();

        var rows = (await Lists.ListAsync(Sight, new(SeriesId: Id("notice")), EditorialOrder.Title, null, 10, Token)).Rows;
        await using var work = await Storage.Store.ReadAsync(Token);
        var members = await work.ListSeriesMembersAsync(Id("notice"), Token);

        Assert.Equal(["first", "leaflet", "pathless", "placed"], Names(meant));
        Assert.Equal(Names(meant), rows.Select(row => row.ContentItemId.TrimEnd('0')).Order());
        Assert.Equal(
            meant.Where(item => item.ContentType == "Article").Select(item => (item.ContentItemId, ItemMeaning.SlugOf(item), ItemMeaning.PositionOf(item))).Order(),
            members.Select(member => (member.ContentItemId, member.Slug, member.Position)).Order());
    }

    [Fact]
    public async Task Keeps_the_hash_of_the_text_with_the_disclaimer_that_is_meant()
    {
        await DefineAsync();
        var notice = Disclaimer("notice");
        await Storage.Store.AddAsync(notice);
        ContentItem[] items =
        [
            With("leaflet", "Leaflet", """{ "Leaflet": { "Disclaimer": { "ContentItemIds": ["NOTICE"] } } }"""),
            With("points", "Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["LEAFLET"] } } }"""),
            With("article", "Article", """{ "Article": { "Disclaimer": { "ContentItemIds": ["NOTICE"] } } }"""),
        ];
        await Storage.Store.AddAsync(items[0]);
        await Storage.Store.AddAsync(items[1], items[2]);

        await using var work = await Storage.Store.ReadAsync(Token);
        var definitions = await work.GetDefinitionsAsync(Token);
        var stored = await work.FindAsync([.. items.Select(item => item.ContentItemId)], VersionSelector.Latest, Token);
        foreach (var (item, disclaimer) in items.Zip(new[] { notice, null, notice }))
        {
            Assert.Equal(MedicalContent.Hash(MedicalContent.Project(item, disclaimer, definitions, "en")), stored[item.ContentItemId].ContentHash);
        }
    }

    private static IEnumerable<string> Names(IEnumerable<ContentItem> items) => items.Select(item => item.ContentItemId.TrimEnd('0')).Order();

    private static ContentItem With(string name, string type, string parts) =>
        Article(name, path: $"articles/{name}") with
        {
            ContentType = type,
            Parts = JsonNode.Parse(parts.Replace("NOTICE", Id("notice"), StringComparison.Ordinal).Replace("OTHER", Id("other"), StringComparison.Ordinal).Replace("LEAFLET", Id("leaflet"), StringComparison.Ordinal))!.AsObject(),
        };

    private async Task DefineAsync()
    {
        var definitions = DefinitionJson.Merge(Definitions, JsonNode.Parse(
            """
            { "ContentTypes": [ { "Name": "Leaflet", "ContentTypePartDefinitionRecords": [ { "PartName": "Leaflet" }, { "PartName": "Footer" }, { "PartName": "Article" } ] } ],
              "ContentParts": [
                { "Name": "Leaflet", "ContentPartFieldDefinitionRecords": [ { "FieldName": "ContentPickerField", "Name": "Disclaimer" }, { "FieldName": "ContentPickerField", "Name": "Series" } ] },
                { "Name": "Footer", "ContentPartFieldDefinitionRecords": [ { "FieldName": "ContentPickerField", "Name": "Disclaimer" } ] } ] }
            """)!.AsObject());
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.SaveDefinitionsAsync(definitions, Token);
        await work.CommitAsync(Token);
    }
}
