using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Deployment.Remote.Services;
using OrchardCore.Environment.Shell;

namespace GutCms.OrchardCore.Tests;

/// <summary>Remote deployment by its own HTTP call: a package that another site sends to the import address of this one.</summary>
[Collection<OrchardSites>]
public sealed class RemoteDeploymentTests(Newsroom newsroom) : IAsyncLifetime
{
    private const string Feature = "OrchardCore.Deployment.Remote";
    private const string Sender = "staging";
    private const string Key = "key-of-the-staging-site";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InScopeAsync(services => services.GetRequiredService<IShellFeaturesManager>().EnableFeaturesAsync(Feature));
        await _site.InScopeAsync(async services =>
        {
            var clients = services.GetRequiredService<RemoteClientService>();
            if ((await clients.GetRemoteClientListAsync()).RemoteClients.All(client => client.ClientName != Sender))
            {
                await clients.CreateRemoteClientAsync(Sender, Key);
            }
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Makes_a_draft_of_a_live_version_that_nobody_here_approved()
    {
        const string Title = "Live before the remote deployment";
        var id = await newsroom.ApprovedAsync(Title);
        await newsroom.Editor.DoAsync(id, "publish");
        var (delivered, live) = (await DeliveredAsync(Title), await _site.LiveAsync(id));
        var sent = Changed(live!, "4remote000000000000000ver1", published: true);

        var status = await SendAsync(Key, sent);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(delivered, await DeliveredAsync(Title));
        Assert.Equal(WithoutLatest(live), WithoutLatest(await _site.LiveAsync(id)));
        Assert.Contains(await _site.RowsAsync(id), row => row is { VersionId: "4remote000000000000000ver1", Published: false, Latest: true });
    }

    [Fact]
    public async Task Takes_a_draft_and_lets_it_go_live_after_its_review()
    {
        const string Title = "Draft by remote deployment";
        var item = Editorial.NewArticle(Title, "4remote000000000000000item", "4remote000000000000000ver2");

        var status = await SendAsync(Key, Flags(item, latest: true, published: false));
        var before = await _site.LiveAsync("4remote000000000000000item");
        await Editorial.ApproveAsync(newsroom.Editor, newsroom.Reviewer, "4remote000000000000000item");
        await newsroom.Editor.DoAsync("4remote000000000000000item", "publish");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(before);
        Assert.NotEmpty(await DeliveredAsync(Title));
    }

    [Fact]
    public async Task Changes_nothing_when_the_key_is_wrong()
    {
        const string Title = "Sent with a wrong key";
        var id = await newsroom.ApprovedAsync(Title);
        await newsroom.Editor.DoAsync(id, "publish");
        var (live, rows) = (await _site.LiveAsync(id), await _site.RowsAsync(id));

        var status = await SendAsync("another key", Changed(live!, "4remote000000000000000ver3", published: true));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(live, await _site.LiveAsync(id));
        Assert.Equal(rows, await _site.RowsAsync(id));
    }

    private static JsonObject Changed(string live, string versionId, bool published)
    {
        var item = Flags(JsonNode.Parse(live)!.AsObject(), latest: true, published);
        item["ContentItemVersionId"] = versionId;
        item["Article"]!["Subtitle"]!["Text"] = "Smuggled in";
        return item;
    }

    private static JsonObject Flags(JsonObject item, bool latest, bool published)
    {
        (item["Latest"], item["Published"]) = (latest, published);
        return item;
    }

    /// <summary>All of a version but whether a newer one stands beside it.</summary>
    private static string WithoutLatest(string? live)
    {
        var item = JsonNode.Parse(live!)!.AsObject();
        item.Remove("Latest");
        return item.ToJsonString();
    }

    private Task<byte[]> DeliveredAsync(string title) => _site.Client.GetByteArrayAsync("api/delivery/articles/" + Editorial.Slug(title), Cancellation);

    private async Task<HttpStatusCode> SendAsync(string key, JsonObject item)
    {
        var recipe = new JsonObject
        {
            ["name"] = "deployment",
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["data"] = new JsonArray(item) }),
        };
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = archive.CreateEntry("Recipe.json").Open();
            await using var writer = new StreamWriter(entry);
            await writer.WriteAsync(recipe.ToJsonString());
        }

        package.Position = 0;
        using var form = new MultipartFormDataContent
        {
            { new StreamContent(package), "Content", "deployment.zip" },
            { new StringContent(Sender), "ClientName" },
            { new StringContent(key), "ApiKey" },
        };
        using var response = await _site.Client.PostAsync(Feature + "/ImportRemoteInstance/Import", form, Cancellation);
        return response.StatusCode;
    }
}
