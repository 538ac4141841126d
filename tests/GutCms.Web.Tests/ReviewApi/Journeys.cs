using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>An answer: status, body and tag.</summary>
internal sealed record Answer(int Status, JsonNode? Body, string? Tag)
{
    public JsonNode this[string member] => Body![member] ?? throw new InvalidOperationException($"There is no '{member}' in {Body.ToJsonString()}.");

    public string Id => (string)this["ContentItemId"]!;

    /// <summary>Names of the rules that are not met.</summary>
    public string[] Unmet => [.. this["unmetRules"].AsArray().Select(rule => (string)rule!["rule"]!)];

    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Body?.ToJsonString()}");
        return this;
    }
}

/// <summary>A site of its own for each test, and what people do on it in the words of the scenarios.</summary>
public abstract class ReviewApiTests(Provider provider) : IAsyncLifetime
{
    protected const string SeededDisclaimer = "5n33tttcnxh5hrvdqwhxmkq9eb";
    protected const string SeededArticle = "gut-health-and-mental-health";

    private ReviewApiSite? _site;

    internal ReviewApiSite Site => _site!;

    protected Provider Provider => provider;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await ReviewApiSite.StartAsync(provider);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    internal static JsonObject Article(string slug, string text = "The gut talks to the brain.", string? disclaimer = SeededDisclaimer) => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = slug,
        ["TitlePart"] = new JsonObject { ["Title"] = slug },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + slug },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = disclaimer is null ? new JsonArray() : new JsonArray(disclaimer) } },
        ["Body"] = new JsonObject { ["ContentItems"] = new JsonArray(Section(text)) },
    };

    internal static JsonObject Section(string text) => new()
    {
        ["ContentItemId"] = "13dtxdw22d61fpcbf754779t85",
        ["ContentType"] = "Section",
        ["DisplayText"] = "Introduction",
        ["TitlePart"] = new JsonObject { ["Title"] = "Introduction" },
        ["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{text}</p>" },
    };

    internal async Task<Answer> SendAsync(string? user, HttpMethod method, string path, JsonNode? body = null, string? tag = null)
    {
        using var client = Site.As(user);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new Answer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString());
    }

    internal Task<Answer> GetAsync(string? user, string path) => SendAsync(user, HttpMethod.Get, path);

    internal Task<Answer> PostAsync(string? user, string path, JsonNode? body = null, string? tag = null) => SendAsync(user, HttpMethod.Post, path, body, tag);

    internal async Task<Answer> ReviewAsync(string id, string user = "editor") => (await GetAsync(user, $"api/review/{id}")).Expect(200);

    /// <summary>Looks, then pulls a trigger with what was seen.</summary>
    internal async Task<Answer> PullAsync(string user, string id, string trigger, JsonObject? body = null)
    {
        var seen = await ReviewAsync(id);
        if (trigger is "approve" or "requestChanges")
        {
            body ??= new JsonObject { ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password } };
            body["contentHash"] = (string)seen["contentHash"]!;
            body["presentationHash"] = (string)seen["presentationHash"]!;
        }

        return await PostAsync(user, $"api/review/{id}/{trigger}", body, seen.Tag);
    }

    internal async Task<string> DraftAsync(string slug, string user = "author") => (await PostAsync(user, "api/content?draft=true", Article(slug))).Expect(200).Id;

    /// <summary>Changes the text of an article.</summary>
    internal async Task<Answer> EditAsync(string user, string id, string text)
    {
        var seen = await ReviewAsync(id);
        var change = new JsonObject { ["ContentItemId"] = id, ["Body"] = new JsonObject { ["ContentItems"] = new JsonArray(Section(text)) } };
        return await PostAsync(user, "api/content?draft=true", change, seen.Tag);
    }

    internal async Task<string> ApprovedAsync(string slug)
    {
        var id = await DraftAsync(slug);
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        return id;
    }

    internal async Task<string> PublishedAsync(string slug)
    {
        var id = await ApprovedAsync(slug);
        (await PullAsync("editor", id, "publish")).Expect(200);
        return id;
    }

    /// <summary>Brings the latest version of an article live.</summary>
    internal async Task PublishAgainAsync(string id, bool expect = true)
    {
        foreach (var (person, trigger) in new[] { ("author", "submit"), ("reviewer", "approve"), ("editor", "publish") })
        {
            var answer = await PullAsync(person, id, trigger);
            if (expect)
            {
                answer.Expect(200);
            }
        }
    }

    /// <summary>Gives a live article another address.</summary>
    internal async Task MoveAsync(string id, string slug, bool expect = true)
    {
        var change = new JsonObject { ["ContentItemId"] = id, ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + slug } };
        var answer = await PostAsync("author", "api/content?draft=true", change, (await ReviewAsync(id)).Tag);
        if (expect)
        {
            answer.Expect(200);
        }

        await PublishAgainAsync(id, expect);
    }

    /// <summary>Changes the disclaimer of the seeded site in its wording only.</summary>
    internal async Task RewordDisclaimerAsync(string html)
    {
        var change = new JsonObject { ["ContentItemId"] = SeededDisclaimer, ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = html } } };
        (await PostAsync("editor", "api/content?draft=true", change, (await ReviewAsync(SeededDisclaimer)).Tag)).Expect(200);
        (await PullAsync("editor", SeededDisclaimer, "submit", new() { ["change"] = "editorial" })).Expect(200);
        var tag = (string)(await GetAsync("reviewer", $"api/review/{SeededDisclaimer}/disclaimer-impact")).Expect(200)["impactTag"]!;
        (await PullAsync("reviewer", SeededDisclaimer, "approve", new() { ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password }, ["impactTag"] = tag })).Expect(200);
        (await PullAsync("editor", SeededDisclaimer, "publish", new() { ["impactTag"] = tag })).Expect(200);
    }

    internal Task<Answer> DeliveredAsync(string slug) => GetAsync(null, "api/delivery/articles/" + slug);
}
