using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.OpenApi;

public abstract class OpenApiTests(SiteFixture site)
{
    private const string Document = "openapi/v1.json";
    private const string UpdateVariable = "GUTCMS_UPDATE_SNAPSHOTS";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string SnapshotFile => Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "GutCms.Contract.Tests", "Snapshots", "openapi.v1.json");

    [Fact]
    public async Task Is_the_committed_document()
    {
        var current = await site.Client.GetStringAsync(Document, Cancellation);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(SnapshotFile, current, Cancellation);
        }

        var committed = File.Exists(SnapshotFile) ? await File.ReadAllTextAsync(SnapshotFile, Cancellation) : "";
        Assert.True(
            current == committed,
            $"""
            The HTTP surface differs from Snapshots/openapi.v1.json at line {FirstDifference(committed, current)}. When that is meant, write it anew and commit it:
              {UpdateVariable}=1 dotnet test --project tests/GutCms.Contract.Tests -- --filter-method "*Is_the_committed_document"
            """);
    }

    [Fact]
    public async Task Names_and_describes_every_operation()
    {
        var operations = await OperationsAsync();

        Assert.All(operations, operation =>
        {
            Assert.NotEmpty((string?)operation["operationId"] ?? "");
            Assert.NotEmpty((string?)operation["summary"] ?? "");
            Assert.NotEmpty(operation["tags"]?.AsArray() ?? []);
            Assert.NotEmpty(operation["responses"]!.AsObject());
        });
        var ids = operations.Select(operation => (string?)operation["operationId"]).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [InlineData("/api/delivery/articles/{slug}", DeliveryClient.GutBrainArticle)]
    [InlineData("/api/delivery/articles/{slug}", DeliveryClient.Articles + "/early-warning-signs-you-ignore")]
    [InlineData("/api/delivery/articles", DeliveryClient.Articles + "?q=serotonin")]
    [InlineData("/api/delivery/articles", DeliveryClient.Articles)]
    [InlineData("/api/delivery/series", DeliveryClient.Series)]
    [InlineData("/api/delivery/series/{slug}", DeliveryClient.Series + "/symptom-decoder-series")]
    [InlineData("/api/delivery/disclaimers/{id}", "api/delivery/disclaimers/" + DeliveryClient.DisclaimerId)]
    public async Task Describes_the_members_that_are_served(string path, string address)
    {
        var document = await site.Client.JsonAsync(Document);
        var response = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!;

        AssertDescribed(document, response["schema"]!, await site.Client.JsonAsync(address), "$");
        if (response["example"] is { } example)
        {
            AssertDescribed(document, response["schema"]!, example, "$.example");
        }
    }

    private async Task<List<JsonObject>> OperationsAsync()
    {
        var document = await site.Client.JsonAsync(Document);
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject())];
    }

    [Fact]
    public async Task Is_served_to_any_origin_compressed_and_with_a_tag()
    {
        using var first = await site.Client.GetAsync(Document, ("Origin", "https://tools.example"), ("Accept-Encoding", "br"));
        Assert.Equal(("*", "br"), (first.Header("Access-Control-Allow-Origin"), first.Header("Content-Encoding")));
        using var again = await site.Client.GetAsync(Document, ("If-None-Match", first.Header("ETag")!), ("Accept-Encoding", "br"));
        Assert.Equal(304, (int)again.StatusCode);
    }

    [Fact]
    public async Task Is_there_in_two_parts_that_make_the_whole()
    {
        var (whole, delivery, editing) = (Paths(await site.Client.JsonAsync(Document)), Paths(await site.Client.JsonAsync("openapi/delivery.json")), Paths(await site.Client.JsonAsync("openapi/editing.json")));

        Assert.Equal(whole.Order(StringComparer.Ordinal), delivery.Concat(editing).Order(StringComparer.Ordinal));
        Assert.Contains("get /api/delivery/articles/{slug}", delivery);
        Assert.Contains("post /api/review/{id}/approve", editing);
        Assert.DoesNotContain(whole, operation => operation.StartsWith("head ", StringComparison.Ordinal));
        using var unknown = await site.Client.GetAsync("openapi/v2.json", Cancellation);
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    [Fact]
    public async Task Names_what_each_trigger_takes()
    {
        var document = await site.Client.JsonAsync(Document);

        Assert.Equal(["contentHash", "presentationHash"], Body("approve")!["required"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(["at"], Body("schedule")!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Null(Body("withdrawSubmission"));
        Assert.All(["submit", "approve", "publish", "unpublish"], trigger => Assert.Contains(
            document["paths"]![$"/api/review/{{id}}/{trigger}"]!["post"]!["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "If-Match" && (bool)parameter["required"]!));
        return;

        JsonNode? Body(string trigger) =>
            document["paths"]![$"/api/review/{{id}}/{trigger}"]!["post"]!["requestBody"]?["content"]!["application/json"]!["schema"] is { } schema ? Resolve(document, schema, null) : null;
    }

    [Fact]
    public async Task A_client_that_writes_null_for_what_it_leaves_out_is_understood()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("nulls")));

        Assert.Equal(400, (await author.PullAsync(id, "submit", new() { ["mesage"] = null })).Status);
        Assert.Equal(400, (await author.PullAsync(id, "submit", new() { ["reason"] = "The dose is wrong." })).Status);
        var (status, answer) = await author.PullAsync(id, "submit", new() { ["message"] = null, ["assignees"] = null, ["change"] = null, ["reason"] = null, ["signature"] = null });
        Assert.True(status == 200, answer.ToJsonString());
        Assert.Equal("inReview", (string?)answer["state"]);
    }

    [Fact]
    public async Task Describes_the_members_of_the_editing_api()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var document = await site.Client.JsonAsync(Document);
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("described")));
        await author.DoAsync(id, "submit");
        var comment = await author.PostAsync($"api/review/{id}/comments", new() { ["text"] = "Which dose?" }, null);
        Assert.Equal(200, comment.Status);

        foreach (var (path, address) in new[]
        {
            ("/api/review/{id}", $"api/review/{id}"),
            ("/api/review/queue", "api/review/queue"),
            ("/api/content/{id}", $"api/content/{id}?version=latest"),
            ("/api/content/{id}/versions", $"api/content/{id}/versions"),
            ("/api/content/{id}/diff", $"api/content/{id}/diff"),
            ("/api/content", "api/content?status=latest"),
            ("/api/review/{id}/audit", $"api/review/{id}/audit"),
            ("/api/account", "api/account"),
        })
        {
            var schema = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            AssertDescribed(document, schema, (await editor.GetAsync(address)).Body, path);
        }

        AssertDescribed(document, document["paths"]!["/api/review/{id}/comments"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!, comment.Body, "comment");
    }

    private static List<string> Paths(JsonObject document) =>
        [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}"))];

    // Every member that is served is in the schema, every required one is served, null stands only where the schema lets it, and names are those of their set.
    private static void AssertDescribed(JsonObject document, JsonNode schema, JsonNode? value, string path)
    {
        if (value is null)
        {
            Assert.True(AllowsNull(schema), $"{path} is null, which is not described.");
            return;
        }

        var resolved = Resolve(document, schema, value);
        switch (value)
        {
            case JsonObject json when resolved["properties"] is JsonObject properties:
                foreach (var (name, member) in json)
                {
                    Assert.True(properties.ContainsKey(name) || resolved["additionalProperties"] is not null, $"{path}.{name} is served and not described.");
                    if (properties[name] is { } described)
                    {
                        AssertDescribed(document, described, member, $"{path}.{name}");
                    }
                }

                Assert.All(resolved["required"]?.AsArray() ?? [], name => Assert.True(json.ContainsKey((string)name!), $"{path}.{name} is required and not served."));
                break;
            case JsonArray array:
                Assert.All(array, element => AssertDescribed(document, resolved["items"]!, element, $"{path}[]"));
                break;
            default:
                Assert.True(resolved["enum"] is not JsonArray names || names.Any(name => JsonNode.DeepEquals(name, value)), $"{path} is {value}, which is not in its set.");
                Assert.True(resolved["const"] is not { } only || JsonNode.DeepEquals(only, value), $"{path} is {value}.");
                break;
        }
    }

    private static bool AllowsNull(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => types.Any(type => (string?)type == "null"),
        JsonValue type => (string?)type == "null",
        _ => schema["oneOf"] is JsonArray alternatives ? alternatives.Any(alternative => AllowsNull(alternative!)) : schema["$ref"] is null,
    };

    private static JsonNode Resolve(JsonObject document, JsonNode schema, JsonNode? value)
    {
        while (true)
        {
            if ((string?)schema["$ref"] is { } reference)
            {
                schema = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
            }
            else if (schema["discriminator"] is { } discriminator && value is not null)
            {
                schema = new JsonObject { ["$ref"] = discriminator["mapping"]![(string)value[(string)discriminator["propertyName"]!]!]!.DeepClone() };
            }
            else if (schema["oneOf"] is JsonArray alternatives)
            {
                schema = alternatives.First(alternative => (string?)(alternative!["type"] as JsonValue) != "null")!;
            }
            else
            {
                return schema;
            }
        }
    }

    private static int FirstDifference(string committed, string current) =>
        committed.Split('\n').Zip(current.Split('\n')).TakeWhile(lines => lines.First == lines.Second).Count() + 1;
}

[Collection<SqliteSites>]
public sealed class OpenApiOnSqliteTests(SqliteSite site) : OpenApiTests(site);
