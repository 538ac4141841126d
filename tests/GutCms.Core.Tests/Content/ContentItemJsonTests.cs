using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Tests.Content;

public class ReadingAndWritingItemsTests
{
    private const string Full = """
        {"ContentItemId":"4sq97vmkt1ect9dmz5n4em49vv","ContentItemVersionId":"4fm8m5zqjw9xkr3bb84j54ekbg","ContentType":"Article","DisplayText":"Gut–brain","Latest":true,"Published":false,"ModifiedUtc":"2026-01-02T03:04:05.6781234Z","PublishedUtc":null,"CreatedUtc":"2026-01-02T03:04:05Z","Owner":"4u","Author":"admin","TitlePart":{"Title":"Gut–brain"},"Z":[1,2.50],"A":{"Value":"2026-01-02T03:04:05Z","Nothing":null}}
        """;

    [Fact]
    public void Writes_the_same_bytes_when_an_item_is_read_and_written()
    {
        Assert.Equal(Full, Encoding.UTF8.GetString(ContentItemJson.ToUtf8(Parse(Full))));
        Assert.Equal(Full, Encoding.UTF8.GetString(ContentItemJson.ToUtf8(ContentItemJson.Read(JsonNode.Parse(Full)!.AsObject()))));
    }

    [Fact]
    public void Writes_the_same_tree_as_bytes() =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Full), ContentItemJson.Write(Parse(Full))));

    [Fact]
    public void Writes_nulls_and_order_when_an_item_is_empty() => Assert.Equal(
        """{"ContentItemId":"","ContentItemVersionId":"","ContentType":"","DisplayText":null,"Latest":false,"Published":false,"ModifiedUtc":null,"PublishedUtc":null,"CreatedUtc":null,"Owner":null,"Author":null}""",
        Encoding.UTF8.GetString(ContentItemJson.ToUtf8(Parse("{}"))));

    [Fact]
    public void Reads_names_with_regard_to_case()
    {
        var item = Parse("""{"contentItemId":"x","contenttype":"Article","ContentType":null}""");

        Assert.Equal(("", ""), (item.ContentItemId, item.ContentType));
        Assert.Empty(item.Parts);
    }

    [Fact]
    public void Drops_unknown_scalars_and_keeps_objects_and_arrays() => Assert.Equal(
        """{"O":{},"L":[]}""", Parse("""{"Id":5,"Flag":true,"Text":"x","None":null,"O":{},"L":[]}""").Parts.ToJsonString());

    [Theory]
    [InlineData("2026-01-02T03:04:05.6781234Z", "2026-01-02T03:04:05.6781234Z")]
    [InlineData("2026-01-02T03:04:05.5000000Z", "2026-01-02T03:04:05.5Z")]
    [InlineData("2026-01-02T03:04:05", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05Z")]
    [InlineData("2026-01-02", "2026-01-02T00:00:00Z")]
    public void Writes_root_dates_in_UTC_with_up_to_seven_digits(string read, string written)
    {
        var item = Parse($$"""{"CreatedUtc":"{{read}}"}""");

        Assert.Equal(DateTimeKind.Utc, item.CreatedUtc!.Value.Kind);
        Assert.Equal(written, (string?)ContentItemJson.Write(item)["CreatedUtc"]);
    }

    [Fact]
    public void Writes_dates_inside_parts_at_seconds() =>
        Assert.Equal("2026-01-02T03:04:05Z", ContentDates.FormatInPart(new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc)));

    [Theory]
    [InlineData("""{"ContentItemId":5}""", "$.ContentItemId")]
    [InlineData("""{"ContentType":{}}""", "$.ContentType")]
    [InlineData("""{"DisplayText":["x"]}""", "$.DisplayText")]
    [InlineData("""{"Latest":"true"}""", "$.Latest")]
    [InlineData("""{"CreatedUtc":"yesterday"}""", "$.CreatedUtc")]
    [InlineData("""{"CreatedUtc":"2026-13-02T03:04:05Z"}""", "$.CreatedUtc")]
    [InlineData("""{"CreatedUtc":20260102}""", "$.CreatedUtc")]
    [InlineData("""{"Owner":false}""", "$.Owner")]
    [InlineData("""[]""", "$")]
    [InlineData("""null""", "$")]
    [InlineData("""{"TitlePart":{"Title":"a","Title":"b"}}""", "$")]
    [InlineData("""{"TitlePart":{},"TitlePart":{}}""", "$")]
    [InlineData("""{"TitlePart":{"Title":"\ud800"}}""", "$")]
    [InlineData("""{"TitlePart":{"\udc00":1}}""", "$")]
    [InlineData("""{"TitlePart":{}""", "$")]
    [InlineData("""{"TitlePart":{},}""", "$")]
    public void Refuses_and_says_where_when_the_JSON_is_not_an_item(string json, string path) =>
        Assert.Equal(path, Assert.Throws<ContentJsonException>(() => Parse(json)).Path);

    [Theory]
    [InlineData(0xC3, 0x28)]
    [InlineData(0xED, 0xA0)]
    [InlineData(0xFF, 0xFE)]
    public void Refuses_bytes_that_are_not_UTF8(byte first, byte second)
    {
        byte[] bytes = [.. """{"TitlePart":{"Title":" """u8, first, second, .. "\"}}"u8];

        Assert.Throws<ContentJsonException>(() => ContentItemJson.Parse(bytes));
    }

    [Fact]
    public void Shares_nothing_with_the_JSON_that_it_was_read_from()
    {
        var json = JsonNode.Parse(Full)!.AsObject();
        var item = ContentItemJson.Read(json);

        json["TitlePart"]!["Title"] = "changed";

        Assert.Equal("Gut–brain", (string?)item.Parts["TitlePart"]!["Title"]);
    }

    private static ContentItem Parse(string json) => ContentItemJson.Parse(Encoding.UTF8.GetBytes(json));
}

public class ComparingItemsTests
{
    private static readonly ContentItem Item = new()
    {
        ContentItemId = "4sq97vmkt1ect9dmz5n4em49vv",
        ContentType = "Article",
        Latest = true,
        Published = true,
        Parts = new JsonObject { ["A"] = new JsonObject { ["x"] = 1, ["y"] = 2 }, ["L"] = new JsonArray(1, 2) },
    };

    [Fact]
    public void Are_the_same_when_only_latest_published_and_the_order_of_members_differ() => Assert.True(ContentItemJson.SameContent(Item, Item with
    {
        Latest = false,
        Published = false,
        Parts = JsonNode.Parse("""{"L":[1,2.0],"A":{"y":2,"x":1}}""")!.AsObject(),
    }));

    [Theory]
    [InlineData("""{"A":{"x":1,"y":2},"L":[2,1]}""")]
    [InlineData("""{"A":{"x":1,"y":3},"L":[1,2]}""")]
    [InlineData("""{"A":{"x":1,"y":2,"z":null},"L":[1,2]}""")]
    public void Differ_when_the_parts_differ(string parts) =>
        Assert.False(ContentItemJson.SameContent(Item, Item with { Parts = JsonNode.Parse(parts)!.AsObject() }));

    [Fact]
    public void Differ_when_a_well_known_member_differs()
    {
        Assert.False(ContentItemJson.SameContent(Item, Item with { DisplayText = "x" }));
        Assert.False(ContentItemJson.SameContent(Item, Item with { Owner = "x" }));
        Assert.False(ContentItemJson.SameContent(Item, Item with { CreatedUtc = DateTime.UnixEpoch }));
    }
}
