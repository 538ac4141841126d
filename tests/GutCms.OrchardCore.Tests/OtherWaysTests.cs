using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Deployment.Services;
using OrchardCore.PublishLater.Models;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>The ways to a live version that other modules of Orchard Core open: schedule, bulk actions, deployment packages.</summary>
[Collection<OrchardSites>]
public sealed class OtherWaysTests(Newsroom newsroom)
{
    private static readonly DateTime LongAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly OrchardSite _site = newsroom.Site;

    [Fact]
    public async Task Refuses_once_when_publish_later_comes_to_what_nobody_approved()
    {
        var id = await newsroom.DraftAsync("Scheduled and not approved");
        await ScheduleAsync(id);

        await RunScheduleAsync();
        await RunScheduleAsync();

        Assert.Null(await _site.LiveAsync(id));
        Assert.Null(await ScheduledAsync(id));
        Assert.Equal(1, await newsroom.CountRefusalsAsync(id));
    }

    [Fact]
    public async Task Publishes_when_publish_later_comes_to_what_was_approved()
    {
        var id = await newsroom.ApprovedAsync("Scheduled and approved", ScheduleAsync);

        await RunScheduleAsync();

        Assert.NotNull(await _site.LiveAsync(id));
        Assert.Equal("published", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Refuses_the_bulk_action_on_what_nobody_approved()
    {
        var id = await newsroom.DraftAsync("In bulk and not approved");

        var page = await PublishInBulkAsync(id);

        Assert.Null(await _site.LiveAsync(id));
        Assert.Contains("Couldn't publish selected content.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishes_by_bulk_action_what_was_approved()
    {
        var id = await newsroom.ApprovedAsync("In bulk and approved");

        await PublishInBulkAsync(id);

        Assert.NotNull(await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Makes_drafts_of_what_a_deployment_package_brings_live()
    {
        var live = await newsroom.ApprovedAsync("Live before the deployment");
        await newsroom.Editor.DoAsync(live, "publish");
        var before = await _site.LiveAsync(live);
        var newer = Published(JsonNode.Parse(before!)!.AsObject(), "4deployed000000000000000e2");
        newer["Article"]!["Subtitle"]!["Text"] = "Smuggled in";
        var unknown = Published(Editorial.NewArticle("New by deployment", "4deployed000000000000000e3"), "4deployed000000000000000e4");

        await DeployAsync(newer, unknown);

        Assert.Equal(Article(before), Article(await _site.LiveAsync(live)));
        Assert.Contains(await _site.RowsAsync(live), row => row is { VersionId: "4deployed000000000000000e2", Published: false, Latest: true });
        Assert.Equal([new Row("4deployed000000000000000e4", true, false)], await _site.RowsAsync("4deployed000000000000000e3"));
    }

    private static string Article(string? item) => JsonNode.Parse(item!)!["Article"]!.ToJsonString();

    private static JsonObject Published(JsonObject item, string versionId)
    {
        var live = (JsonObject)item.DeepClone();
        live["ContentItemVersionId"] = versionId;
        live["Latest"] = true;
        live["Published"] = true;
        return live;
    }

    private Task ScheduleAsync(string id) => _site.InScopeAsync(async services =>
    {
        var manager = services.GetRequiredService<IContentManager>();
        var item = await manager.GetAsync(id, VersionOptions.Latest);
        item.Alter<PublishLaterPart>(part => part.ScheduledPublishUtc = LongAgo);
        await manager.SaveDraftAsync(item);
    });

    private Task<DateTime?> ScheduledAsync(string id) => _site.InScopeAsync(async services =>
        (await services.GetRequiredService<IContentManager>().GetAsync(id, VersionOptions.Latest)).As<PublishLaterPart>()?.ScheduledPublishUtc);

    private Task RunScheduleAsync() => _site.InScopeAsync(services =>
        services.GetServices<IBackgroundTask>().Single(task => task.GetType().Name == "ScheduledPublishingBackgroundTask").DoWorkAsync(services, CancellationToken.None));

    private async Task<string> PublishInBulkAsync(string id)
    {
        var row = await _site.InScopeAsync(async services =>
            await services.GetRequiredService<ISession>().QueryIndex<ContentItemIndex>(index => index.ContentItemId == id && index.Latest).FirstOrDefaultAsync());
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");
        return await browser.SendAsync(
            "Admin/Contents/ContentItems",
            "Admin/Contents/ContentItems",
            ("submit.BulkAction", "yes"),
            ("Options.BulkAction", "PublishNow"),
            ("itemIds", row.DocumentId.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task DeployAsync(params JsonObject[] items)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms-deployment-");
        var recipe = new JsonObject
        {
            ["name"] = "deployment",
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["data"] = new JsonArray([.. items]) }),
        };
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Recipe.json"), recipe.ToJsonString(), TestContext.Current.CancellationToken);
            using var package = new PhysicalFileProvider(folder.FullName);
            await _site.InScopeAsync(services => services.GetRequiredService<IDeploymentManager>().ImportDeploymentPackageAsync(package));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
