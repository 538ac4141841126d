using GutCms.Core.Reviews.Due;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class EveryWayInOnSqliteTests() : EveryWayInTests(Provider.Sqlite);

public sealed class EveryWayInOnPostgreSqlTests() : EveryWayInTests(Provider.PostgreSql);

/// <summary>Every way by which a text could become live: refused without an approval of exactly this text, whatever a <c>ReviewPart</c> claims, and permitted with one.</summary>
public abstract class EveryWayInTests(Provider provider) : ReviewApiTests(provider)
{
    private static readonly ExpectedTag AsItIs = ExpectedTag.NotAsked("The gate is what is tried.");

    private static readonly Actor Editor = new("editor-id", "editor") { Permissions = FrozenSet.ToFrozenSet([Permissions.EditContent, Permissions.PublishContent]) };

    [Theory]
    [InlineData("save as new")]
    [InlineData("save again")]
    [InlineData("trigger")]
    [InlineData("schedule")]
    [InlineData("restore")]
    [InlineData("untrusted recipe, new")]
    [InlineData("untrusted recipe, existing")]
    [InlineData("use case")]
    [InlineData("store: insert")]
    [InlineData("store: flag")]
    public async Task Is_shut_to_what_nobody_approved(string way)
    {
        const string slug = "shut";
        var id = await DraftAsync("other");
        switch (way)
        {
            case "save as new":
                (await PostAsync("editor", "api/content", Claiming(Article(slug)))).Expect(409);
                break;
            case "save again":
                id = await DraftAsync(slug);
                (await PostAsync("editor", "api/content", Claiming(new() { ["ContentItemId"] = id, ["Published"] = true }), (await ReviewAsync(id)).Tag)).Expect(409);
                break;
            case "trigger":
                id = (await PostAsync("author", "api/content?draft=true", Claiming(Article(slug)))).Expect(200).Id;
                (await PullAsync("editor", id, "publish")).Expect(409);
                (await PullAsync("administrator", id, "publish")).Expect(409);
                break;
            case "schedule":
                id = await DraftAsync(slug);
                (await PullAsync("editor", id, "schedule", new() { ["at"] = Tomorrow() })).Expect(409);
                Site.Leap(days: 2);
                break;
            case "restore":
                id = await PublishedAsync(slug);
                var approved = (string)(await ReviewAsync(id))["versionId"]!;
                (await EditAsync("author", id, "Another text.")).Expect(200);
                (await PullAsync("editor", id, "unpublish")).Expect(200);
                (await PostAsync("editor", $"api/content/{id}/restore", new JsonObject { ["versionId"] = approved }, (await ReviewAsync(id)).Tag)).Expect(200);
                (await PullAsync("editor", id, "publish")).Expect(409);
                break;
            case "untrusted recipe, new":
                Assert.Contains("draft", Assert.Single(await RunAsync(Complete(Claiming(Article(slug)), ContentIds.New()), trusted: false)), StringComparison.Ordinal);
                break;
            case "untrusted recipe, existing":
                id = await DraftAsync(slug);
                await RunAsync(Complete(Claiming(Article(slug)), id), trusted: false);
                break;
            case "use case":
                id = await DraftAsync(slug);
                Assert.Equal(RefusalKind.Conflict, (await UseAsync(ports => new PullTrigger(ports).RunAsync(Editor, Trigger.Publish, new(id, AsItIs), Token))).Refusal?.Kind);
                Assert.Equal(RefusalKind.Conflict, (await UseAsync(ports => new PullTrigger(ports).RunAsync(Actor.System, Trigger.Publish, new(id, AsItIs), Token))).Refusal?.Kind);
                break;
            case "store: insert":
                var item = ContentItemJson.Read(Complete(Claiming(Article(slug)), ContentIds.New()));
                await Assert.ThrowsAsync<PublicationRefusedException>(() => WriteAsync(work => work.AddVersionsAsync([item], null, Token)));
                break;
            default:
                id = await DraftAsync(slug);
                var version = (string)(await ReviewAsync(id))["versionId"]!;
                await Assert.ThrowsAsync<PublicationRefusedException>(() => WriteAsync(work => work.SetPublishedVersionAsync(id, version, DateTime.UnixEpoch, Actor.System, Token)));
                break;
        }

        (await DeliveredAsync(slug)).Expect(404);
        Assert.DoesNotContain(
            (await GetAsync("editor", "api/content?contentType=Article&first=100")).Expect(200)["items"].AsArray(),
            live => (string?)live!["AutoroutePart"]?["Path"] == "articles/" + slug);
    }

    [Theory]
    [InlineData("save again")]
    [InlineData("trigger")]
    [InlineData("schedule")]
    [InlineData("restore")]
    [InlineData("trusted recipe")]
    [InlineData("use case")]
    public async Task Is_open_to_what_was_approved_or_a_trusted_recipe_brings(string way)
    {
        const string slug = "open";
        switch (way)
        {
            case "save again":
                var saved = await ApprovedAsync(slug);
                (await PostAsync("editor", "api/content", new JsonObject { ["ContentItemId"] = saved }, (await ReviewAsync(saved)).Tag)).Expect(200);
                break;
            case "trigger":
                await PublishedAsync(slug);
                break;
            case "schedule":
                var scheduled = await ApprovedAsync(slug);
                (await PullAsync("editor", scheduled, "schedule", new() { ["at"] = Tomorrow() })).Expect(200);
                Site.Leap(days: 2);
                await UseAsync(async ports => { await new RunDuePublications(ports).ExecuteAsync(Actor.System, Token); return true; });
                break;
            case "restore":
                // The same text again: its approvals stand, and cover the version that was brought back.
                var restored = await ApprovedAsync(slug);
                var version = (string)(await ReviewAsync(restored))["versionId"]!;
                (await PostAsync("editor", $"api/content/{restored}/restore", new JsonObject { ["versionId"] = version }, (await ReviewAsync(restored)).Tag)).Expect(200);
                (await PullAsync("editor", restored, "publish")).Expect(200);
                break;
            case "trusted recipe":
                await RunAsync(Complete(Claiming(Article(slug)), ContentIds.New()), trusted: true);
                break;
            default:
                var used = await ApprovedAsync(slug);
                Assert.True((await UseAsync(ports => new PullTrigger(ports).RunAsync(Editor, Trigger.Publish, new(used, AsItIs), Token))).Succeeded);
                break;
        }

        var review = (await DeliveredAsync(slug)).Expect(200)["review"];
        var imported = way == "trusted recipe";
        Assert.Equal(imported ? "imported" : "published", (string?)review["status"]);
        Assert.Equal(imported, review["certificate"] is null);
        Assert.Equal(imported ? 0 : 1, review["approvals"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_ReviewPart_in_a_nested_item_is_an_error_and_one_in_a_restored_version_counts_for_nothing()
    {
        var body = Article("nested");
        body["Body"]!["ContentItems"]![0]!["ReviewPart"] = new JsonObject { ["State"] = "approved" };
        (await PostAsync("author", "api/content?draft=true", body)).Expect(400);

        var id = (await PostAsync("author", "api/content?draft=true", Claiming(Article("restored")))).Expect(200).Id;
        var version = (string)(await ReviewAsync(id))["versionId"]!;
        (await EditAsync("author", id, "Another text.")).Expect(200);
        (await PostAsync("author", $"api/content/{id}/restore", new JsonObject { ["versionId"] = version }, (await ReviewAsync(id)).Tag)).Expect(200);
        Assert.Equal("draft", (string?)(await GetAsync("author", $"api/content/{id}?version=latest")).Expect(200)["ReviewPart"]["State"]);
        (await PullAsync("editor", id, "publish")).Expect(409);
    }

    private static JsonObject Claiming(JsonObject item)
    {
        item["ReviewPart"] = new JsonObject { ["State"] = "approved", ["ContentHash"] = "sha256:" + new string('0', 64), ["Approvals"] = new JsonArray(new JsonObject { ["PrintedName"] = "Dr Forged" }) };
        return item;
    }

    /// <summary>As a recipe or the store has it: with ids, live.</summary>
    private static JsonObject Complete(JsonObject item, string id)
    {
        (item["ContentItemId"], item["ContentItemVersionId"], item["Latest"], item["Published"]) = (id, ContentIds.New(), true, true);
        return item;
    }

    private string Tomorrow() => Site.Time.GetUtcNow().UtcDateTime.AddDays(1).ToString("O", CultureInfo.InvariantCulture);

    private async Task<T> UseAsync<T>(Func<ReviewPorts, Task<T>> use)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<ReviewPorts>());
    }

    private Task<bool> WriteAsync(Func<IUnitOfWork, Task> write) => UseAsync(async ports =>
    {
        await using var work = await ports.Store.BeginAsync(Token);
        await write(work);
        await work.CommitAsync(Token);
        return true;
    });

    /// <summary>Runs a recipe with one item, by an editor; returns what it says of it.</summary>
    private async Task<IReadOnlyList<string>> RunAsync(JsonObject item, bool trusted)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        var recipe = new JsonObject { ["name"] = "way-in", ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(item) }) };
        await File.WriteAllTextAsync(path, recipe.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source)
                .RunAsync(source, new RecipeOptions(trusted ? Actor.System : Editor, Trusted: trusted), null, Token);
            Assert.True(report.Succeeded, string.Join('\n', report.Faults));
            return [.. report.Changes.Select(change => $"{change.Outcome} {change.Detail}")];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
