using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Gate;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;

namespace GutCms.OrchardCore.Tests;

/// <summary>What is live is what was let through, also after definitions changed or the feature was off.</summary>
[Collection<OrchardSites>]
public sealed class LiveCheckTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaves_what_was_let_through()
    {
        var id = await newsroom.PublishedAsync("Live and checked");
        var before = await _site.LiveAsync(id);

        await _site.InScopeAsync(CheckLiveAtStart.RunAsync);

        Assert.Equal(before, await _site.LiveAsync(id));
        Assert.NotNull(await _site.LiveAsync(Editorial.DisclaimerId));
    }

    [Fact]
    public async Task Takes_down_what_shows_another_text_once_a_part_is_back()
    {
        await AttachAsync("HtmlBodyPart");
        try
        {
            var draft = Editorial.NewArticle("With a part that comes back");
            draft["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p>Take two.</p>" };
            await DetachAsync("HtmlBodyPart");
            var id = (string)(await newsroom.Author.SaveDraftAsync(draft))["ContentItemId"]!;
            await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
            await newsroom.Editor.DoAsync(id, "publish");
            var other = await newsroom.PublishedAsync("Without that part");

            await AttachAsync("HtmlBodyPart");

            Assert.Null(await _site.LiveAsync(id));
            Assert.NotNull(await _site.LiveAsync(other));
            using var delivered = await _site.Client.GetAsync("api/delivery/articles/with-a-part-that-comes-back", Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, delivered.StatusCode);
            Assert.Contains("has changed", await ReasonAsync(id), StringComparison.Ordinal);
        }
        finally
        {
            await DetachAsync("HtmlBodyPart");
        }
    }

    [Fact]
    public async Task Takes_down_what_was_published_while_the_feature_was_off()
    {
        var kept = await newsroom.PublishedAsync("Live before and after");
        var id = await newsroom.DraftAsync("Published in between");
        var deliveredBefore = await _site.Client.GetByteArrayAsync("api/delivery/articles/live-before-and-after", Cancellation);
        await _site.SwitchAsync(on: false, FeatureIds.Review);
        try
        {
            await _site.InScopeAsync(async services =>
            {
                var manager = services.GetRequiredService<IContentManager>();
                Assert.True(await manager.PublishAsync(await manager.GetAsync(id, VersionOptions.Latest)));
            });
        }
        finally
        {
            await _site.SwitchAsync(on: true, FeatureIds.Everything, FeatureIds.GraphQL, FeatureIds.Notifications, FeatureIds.Workflows);
        }

        using var delivered = await _site.Client.GetAsync("api/delivery/articles/published-in-between", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, delivered.StatusCode);
        Assert.Null(await _site.LiveAsync(id));
        Assert.Contains("Nobody here let it go live", await ReasonAsync(id), StringComparison.Ordinal);
        Assert.NotNull(await _site.LiveAsync(kept));
        Assert.Equal(deliveredBefore, await _site.Client.GetByteArrayAsync("api/delivery/articles/live-before-and-after", Cancellation));
    }

    private Task AttachAsync(string part) => _site.InScopeAsync(services =>
        services.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync("Article", type => type.WithPart(part)));

    private Task DetachAsync(string part) => _site.InScopeAsync(services =>
        services.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync("Article", type => type.RemovePart(part)));

    private async Task<string?> ReasonAsync(string id)
    {
        var log = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/review/{id}/audit?action=content.unpublish", Cancellation);
        return (string?)log!["items"]![0]!["details"]!["reason"];
    }
}
