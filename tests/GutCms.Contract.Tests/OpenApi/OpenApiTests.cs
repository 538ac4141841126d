using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.OpenApi;

public abstract class OpenApiTests(SiteFixture site)
{
    private const string Document = "openapi/v1.json";
    private const string UpdateVariable = "GUTCMS_UPDATE_SNAPSHOTS";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string SnapshotFile => Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "GutCms.Contract.Tests", "Snapshots", "openapi.v1.json");

    [Fact]
    public async Task Is_the_committed_document()
    {
        var current = (await site.Client.JsonAsync(Document)).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
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

    // Every member that is served is in the schema, and every required one is served.
    private static void AssertDescribed(JsonObject document, JsonNode schema, JsonNode? value, string path)
    {
        var resolved = Resolve(document, schema);
        switch (value)
        {
            case JsonObject json when resolved["properties"] is JsonObject properties:
                foreach (var (name, member) in json)
                {
                    Assert.True(properties.ContainsKey(name), $"{path}.{name} is served and not described.");
                    AssertDescribed(document, properties[name]!, member, $"{path}.{name}");
                }

                Assert.All(resolved["required"]?.AsArray() ?? [], name => Assert.True(json.ContainsKey((string)name!), $"{path}.{name} is required and not served."));
                break;
            case JsonArray array:
                Assert.All(array, element => AssertDescribed(document, resolved["items"]!, element, $"{path}[]"));
                break;
        }
    }

    private static JsonNode Resolve(JsonObject document, JsonNode schema)
    {
        while (true)
        {
            if ((string?)schema["$ref"] is { } reference)
            {
                schema = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
            }
            else if (schema["oneOf"] is JsonArray alternatives)
            {
                schema = alternatives.First(alternative => (string?)alternative!["type"] != "null")!;
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
