using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.ContentManagement.Records;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>What people do over the review API, and what tests look at.</summary>
internal static class Editorial
{
    public const string DisclaimerId = "5n33tttcnxh5hrvdqwhxmkq9eb";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An article that is complete but for its review.</summary>
    public static JsonObject NewArticle(string title, string? itemId = null, string? versionId = null) => new()
    {
        ["ContentItemId"] = itemId,
        ["ContentItemVersionId"] = versionId,
        ["ContentType"] = "Article",
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + Slug(title) },
        ["Article"] = new JsonObject
        {
            ["Subtitle"] = new JsonObject { ["Text"] = "A subtitle" },
            ["Excerpt"] = new JsonObject { ["Text"] = "An excerpt" },
            ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(DisclaimerId) },
            ["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray() },
            ["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray() },
        },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = IdOf(title),
                ["ContentType"] = "Section",
                ["DisplayText"] = "Heading",
                ["TitlePart"] = new JsonObject { ["Title"] = "Heading" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p>The text of the section.</p>" },
            }),
        },
        ["References"] = new JsonObject { ["ContentItems"] = new JsonArray() },
    };

    /// <summary>An id in the form of content ids, the same for the same words.</summary>
    public static string IdOf(string words) => "4" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..25];

    public static string Slug(string title) => title.ToLowerInvariant().Replace(' ', '-');

    /// <summary>Saves a draft over Orchard Core's content API.</summary>
    public static async Task<JsonObject> SaveDraftAsync(this HttpClient client, JsonObject item)
    {
        using var response = await client.PostAsJsonAsync("api/content?draft=true", item, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<JsonObject> ReviewAsync(this HttpClient client, string id)
    {
        using var response = await client.GetAsync($"api/review/{id}", Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Pulls a trigger as the API says: what was shown goes along.</summary>
    public static async Task<HttpResponseMessage> PullAsync(this HttpClient client, string id, string trigger, JsonObject? body = null)
    {
        using var look = await client.GetAsync($"api/review/{id}", Cancellation);
        Assert.True(look.IsSuccessStatusCode, $"{id}: {look.StatusCode} {await look.Content.ReadAsStringAsync(Cancellation)}");
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/review/{id}/{trigger}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", look.Headers.ETag?.ToString());
        return await client.SendAsync(request, Cancellation);
    }

    /// <summary>Pulls a trigger that is permitted.</summary>
    public static async Task DoAsync(this HttpClient client, string id, string trigger, JsonObject? body = null)
    {
        using var response = await client.PullAsync(id, trigger, body);
        Assert.True(response.IsSuccessStatusCode, $"{trigger}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
    }

    /// <summary>Submits as the author and approves as the reviewer.</summary>
    public static async Task ApproveAsync(HttpClient author, HttpClient reviewer, string id)
    {
        await author.DoAsync(id, "submit");
        await reviewer.DecideAsync(id, "approve");
    }

    /// <summary>Approves what a reviewer is shown, with a signature; however that is answered.</summary>
    public static async Task<HttpResponseMessage> SendApprovalAsync(this HttpClient client, HttpClient reviewer, string id)
    {
        using var look = await reviewer.GetAsync($"api/review/{id}", Cancellation);
        var view = JsonNode.Parse(await look.Content.ReadAsStringAsync(Cancellation))!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/review/{id}/approve")
        {
            Content = JsonContent.Create(new JsonObject
            {
                ["contentHash"] = (string?)view["contentHash"],
                ["presentationHash"] = (string?)view["presentationHash"],
                ["signature"] = new JsonObject { ["password"] = OrchardSite.Password },
            }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", look.Headers.ETag?.ToString());
        return await client.SendAsync(request, Cancellation);
    }

    /// <summary>Decides on what the reviewer is shown, with a signature.</summary>
    public static async Task DecideAsync(this HttpClient reviewer, string id, string trigger)
    {
        var view = await reviewer.ReviewAsync(id);
        await reviewer.DoAsync(id, trigger, new JsonObject
        {
            ["contentHash"] = (string?)view["contentHash"],
            ["presentationHash"] = (string?)view["presentationHash"],
            ["signature"] = new JsonObject { ["password"] = OrchardSite.Password },
        });
    }

    /// <summary>The versions of an item as the database has them.</summary>
    public static Task<List<Row>> RowsAsync(this OrchardSite site, string id) => site.InScopeAsync(async services =>
    {
        var rows = await services.GetRequiredService<ISession>().QueryIndex<ContentItemIndex>(index => index.ContentItemId == id).ListAsync();
        return rows.OrderBy(row => row.DocumentId).Select(row => new Row(row.ContentItemVersionId, row.Latest, row.Published)).ToList();
    });

    /// <summary>The live version, byte for byte; null when nothing is live.</summary>
    public static Task<string?> LiveAsync(this OrchardSite site, string id) => site.InScopeAsync(async services =>
    {
        var item = await services.GetRequiredService<ISession>().Query<ContentItem, ContentItemIndex>(index => index.ContentItemId == id && index.Published).FirstOrDefaultAsync();
        return item is null ? null : System.Text.Json.JsonSerializer.Serialize(item, System.Text.Json.JOptions.Default);
    });

    /// <summary>A copy that says of itself that it is live.</summary>
    public static JsonObject Live(this JsonObject item)
    {
        var live = (JsonObject)item.DeepClone();
        live["Latest"] = true;
        live["Published"] = true;
        return live;
    }

    /// <summary>A copy with another value.</summary>
    public static JsonObject With(this JsonObject item, string name, string value)
    {
        var changed = (JsonObject)item.DeepClone();
        changed[name] = value;
        return changed;
    }

    /// <summary>Imports as a recipe does.</summary>
    public static Task ImportAsync(this OrchardSite site, params JsonObject[] items) =>
        site.InScopeAsync(services => services.GetRequiredService<IContentManager>().ImportAsync(items.Select(item => item.ToItem())));

    /// <summary>Defines a type of some parts, under no policy; once is as good as twice.</summary>
    public static Task DefineAsync(this OrchardSite site, string type, params string[] parts) => site.InScopeAsync(services =>
        services.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync(type, builder =>
        {
            builder.Creatable().Listable().Draftable().Versionable().WithDisplayName(type);
            foreach (var part in parts)
            {
                builder.WithPart(part);
            }
        }));

    public static ContentItem ToItem(this JsonObject json) => System.Text.Json.JsonSerializer.Deserialize<ContentItem>(json.ToJsonString(), System.Text.Json.JOptions.Default)!;
}

/// <summary>A version's flags.</summary>
internal sealed record Row(string VersionId, bool Latest, bool Published);
