using System.Net;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Projecting;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.DeliveredTypes;

public sealed class DeliveredTypesOnSqliteTests() : DeliveredTypesTests(Provider.Sqlite);

public sealed class DeliveredTypesOnPostgreSqlTests() : DeliveredTypesTests(Provider.PostgreSql);

/// <summary>A type that a site adds is delivered when its definition says so, through the same gate as articles.</summary>
public abstract class DeliveredTypesTests(Provider provider) : DeliveredTypesSite(provider)
{
    [Fact]
    public async Task Only_a_type_that_is_marked_is_delivered()
    {
        await DefineDrugAsync(delivered: false);
        var id = await SavedAsync(Drug("aspirin"));
        (await ItemAsync("drug/aspirin")).Expect(404);
        var none = (await ItemAsync("drug")).Expect(404);
        Assert.Contains("article, series, disclaimer", (string?)none["detail"], StringComparison.Ordinal);

        await DefineDrugAsync();
        var document = (await ItemAsync("drug/aspirin")).Expect(200);
        Assert.Equal((id, "Drug", "aspirin", "/items/drug/aspirin"), ((string?)document["id"], (string?)document["type"], (string?)document["slug"], (string?)document["url"]));
        Assert.Equal("500 mg", (string?)document["content"]["fields"]!["dose"]);
        Assert.Equal(MedicalContent.Hash(document["content"].AsObject()), (string?)document["contentHash"]);
        Assert.Equal(1, (int)(await ItemAsync("drug")).Expect(200)["total"]);

        await DefineDrugAsync(delivered: false);
        (await ItemAsync("drug/aspirin")).Expect(404);
    }

    [Fact]
    public async Task Nothing_is_delivered_without_the_approvals_that_its_policy_asks_for()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var id = await SavedAsync(Drug("aspirin"), draft: true);
        (await ItemAsync("drug/aspirin")).Expect(404);
        (await PullAsync("editor", id, "publish")).Expect(409);
        (await ItemAsync("drug/aspirin")).Expect(404);

        await ApproveAsync(id);
        var live = (await ItemAsync("drug/aspirin")).Expect(200);
        Assert.Equal("published", (string?)live["review"]["status"]);
        Assert.NotNull((string?)live["review"]["certificate"]);

        // A draft changes nothing of the bytes that are live.
        (await ChangeAsync(id, new JsonObject { ["Drug"] = new JsonObject { ["Dose"] = new JsonObject { ["Text"] = "5000 mg" } } }, draft: true)).Expect(200);
        Assert.Equal(live.Body!.ToJsonString(), (await ItemAsync("drug/aspirin")).Expect(200).Body!.ToJsonString());

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.Equal("The dose was wrong.", (string?)(await ItemAsync("drug/aspirin")).Expect(410)["reason"]);
        Assert.Equal(0, (int)(await ItemAsync("drug")).Expect(200)["total"]);
    }

    [Fact]
    public async Task What_it_picks_is_approved_with_it()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var related = await ApprovedAndLiveAsync(Drug("aspirin"));
        var other = await ApprovedAndLiveAsync(Drug("bisoprolol"));
        var id = await ApprovedAndLiveAsync(Drug("codeine", null, related));
        (await ChangeAsync(id, new JsonObject { ["Drug"] = new JsonObject { ["Related"] = new JsonObject { ["ContentItemIds"] = new JsonArray(other) } } }, draft: true)).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(409);

        Assert.Empty((await VerifyAsync()).Findings);
        Assert.Equal(related, (string?)(await ItemAsync("drug/codeine")).Expect(200)["links"]["related"]![0]!["id"]);
    }

    [Fact]
    public async Task Each_item_has_one_address_and_former_ones_lead_to_it()
    {
        await DefineDrugAsync();
        var id = await SavedAsync(Drug("aspirin"));
        await LeadsAsync("items/DRUG/Aspirin", "items/drug/aspirin");
        await LeadsAsync("items/Drug?first=5", "items/drug?first=5");
        await LeadsAsync($"items/article/{SeededArticle}", "articles/" + SeededArticle);
        await LeadsAsync("items/disclaimer/" + SeededDisclaimer, "disclaimers/" + SeededDisclaimer);

        (await ChangeAsync(id, new JsonObject { ["AutoroutePart"] = new JsonObject { ["Path"] = "drugs/acetylsalicylic-acid" } })).Expect(200);
        await LeadsAsync("items/drug/aspirin", "items/drug/acetylsalicylic-acid");
        var redirects = (await GetAsync(null, "api/delivery/redirects")).Expect(200)["items"].AsArray();
        Assert.Contains(redirects, redirect => ((string?)redirect!["from"], (string?)redirect["to"]) == ("/items/drug/aspirin", "/items/drug/acetylsalicylic-acid"));

        // Nobody else takes it, by slug in another folder either.
        Assert.NotEqual(200, (await PostAsync("editor", "api/content", Drug("aspirin"))).Status);
        var elsewhere = Drug("acetylsalicylic-acid");
        elsewhere["AutoroutePart"]!["Path"] = "medicines/acetylsalicylic-acid";
        Assert.NotEqual(200, (await PostAsync("editor", "api/content", elsewhere)).Status);
    }

    [Fact]
    public async Task It_is_cached_like_an_article_and_told_among_the_changes()
    {
        await DefineDrugAsync();
        var token = (string)(await GetAsync(null, "api/delivery/changes?after=now")).Expect(200)["next"]!;
        var id = await SavedAsync(Drug("aspirin"));
        var change = Assert.Single((await GetAsync(null, "api/delivery/changes?after=" + token)).Expect(200)["items"].AsArray())!;
        Assert.Equal(
            ("published", "item", "Drug", "aspirin", "/items/drug/aspirin", "/api/delivery/items/drug/aspirin"),
            ((string?)change["change"], (string?)change["kind"], (string?)change["type"], (string?)change["slug"], (string?)change["url"], (string?)change["document"]));
        Assert.Equal(id, (string?)(await GetAsync(null, "api/delivery/documents?ids=" + id)).Expect(200)["items"][0]!["document"]!["id"]);

        using var client = Site.As(null);
        using var answer = await client.GetAsync("api/delivery/items/drug/aspirin", Token);
        Assert.Equal(((string?)change["etag"], "*"), (answer.Headers.ETag!.Tag.Trim('"'), answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("max-age", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Equal(id, answer.Headers.GetValues("Surrogate-Key").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "api/delivery/items/drug/aspirin") { Headers = { IfNoneMatch = { answer.Headers.ETag } } };
        using var same = await client.SendAsync(again, Token);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var list = await client.GetAsync("api/delivery/items/drug", Token);
        Assert.Equal("items", list.Headers.GetValues("Surrogate-Key").Single());
    }

    [Fact]
    public async Task A_preview_shows_its_draft_without_a_certificate()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var id = await SavedAsync(Drug("aspirin"), draft: true);
        var preview = (await PostAsync("editor", "api/review/previews", new JsonObject { ["item"] = id })).Expect(200);
        var shown = (await ItemAsync("drug/aspirin?preview=" + (string)preview["token"]!)).Expect(200);
        Assert.Equal(("none", null), ((string?)shown["review"]["status"], (string?)shown["review"]["certificate"]));
        (await ItemAsync("drug/aspirin")).Expect(404);
    }

    [Theory]
    [InlineData("""{ "Name": "Tile", "Settings": { "ContentTypeSettings": { "Stereotype": "Widget" }, "DeliverySettings": { "Delivered": true } } }""")]
    [InlineData("""{ "Name": "Drug Class", "Settings": { "DeliverySettings": { "Delivered": true } } }""")]
    [InlineData("""{ "Name": "DRUG", "Settings": { "DeliverySettings": { "Delivered": true } } }""")]
    [InlineData("""{ "Name": "Leaflet", "Settings": { "DeliverySettings": { "Delivered": "yes" } } }""")]
    public async Task A_type_that_has_no_address_of_its_own_cannot_be_marked(string type)
    {
        await DefineDrugAsync();
        var record = JsonNode.Parse(type)!.AsObject();
        record["DisplayName"] = "Type";
        record["ContentTypePartDefinitionRecords"] = new JsonArray();
        await RunAsync(new JsonObject { ["name"] = "ContentDefinition", ["ContentTypes"] = new JsonArray(record.DeepClone()) }, succeeds: false);
        record["Name"] = "Leaflet";
        record["Settings"] = JsonNode.Parse("""{ "DeliverySettings": { "Delivered": true } }""");
        await RunAsync(new JsonObject { ["name"] = "ContentDefinition", ["ContentTypes"] = new JsonArray(record) });
    }

    [Theory]
    [InlineData("TextField", "ContentPickerField")]
    [InlineData("NumericField", "TaxonomyField")]
    public async Task Field_that_readers_get_in_any_case_cannot_be_said_to_be_left_out(string always, string picker)
    {
        await DefineDrugAsync();

        var refused = await RunAsync(Left(always), succeeds: false);
        Assert.Contains($"what a {always} says is a part of the text", Assert.Single(refused.Faults).Message, StringComparison.Ordinal);
        Assert.EndsWith("Settings.DeliveryFieldSettings.Delivered", Assert.Single(refused.Faults).Path, StringComparison.Ordinal);
        await RunAsync(Left(picker));

        static JsonObject Left(string type) => new() { ["name"] = "ContentDefinition", ["ContentParts"] = new JsonArray(Part("Drug", Field(type, "Note", delivered: false))) };
    }

    private async Task LeadsAsync(string from, string to)
    {
        var moved = (await GetAsync(null, "api/delivery/" + from)).Expect(308);
        Assert.Equal("/api/delivery/" + to, (string?)moved["location"]);
    }
}
