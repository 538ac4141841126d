using GutCms.Core.Reviews.Due;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using GutCms.Web.Tests.Storage.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.States;

/// <summary>A site on which articles have no policy at first, and everything that can happen to the state of something there.</summary>
public abstract class Histories(Provider provider) : ReviewApiTests(provider)
{
    private readonly Dictionary<string, string> _items = new(StringComparer.Ordinal);
    private JsonObject _policy = [];
    private int _number;

    /// <summary>Ids of the articles that were written so far, by slug.</summary>
    protected IReadOnlyDictionary<string, string> Items => _items;

    /// <summary>Articles lose their policy, as if they had never had one; what is on file of it is found out anew, as after an update from a program that kept no states.</summary>
    protected async Task BeginAsync()
    {
        _policy = (await Site.Services.GetRequiredService<IContentStore>().ReadAsync(work => work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, "Article", Token)))!;
        await Site.RemovePolicyAsync("Article");
        await using (var context = Site.Services.GetRequiredService<Database>().CreateContext())
        {
            await context.Database.ExecuteSqlRawAsync("UPDATE \"ContentItems\" SET \"State\" = NULL, \"StateDueUtc\" = 7, \"LiveState\" = NULL, \"LiveDueUtc\" = NULL", Token);
        }

        var migrator = Site.Services.GetRequiredService<DatabaseMigrator>();
        Assert.False(await migrator.IsUpToDateAsync(Token));
        await migrator.MigrateAsync(Token);
        Assert.True(await migrator.IsUpToDateAsync(Token));
        var rewrite = new RewriteDelivery(Site.Services.GetRequiredService<IContentStore>(), Site.Services.GetRequiredService<IDeliveryRefresh>(), Site.Time);
        Assert.True((await rewrite.ExecuteAsync(new("admin-id", "admin") { Permissions = new[] { Permissions.ViewAuditTrail }.ToFrozenSet(StringComparer.Ordinal) }, [], Token)).Succeeded);
    }

    /// <summary>Something happens; what and with which result.</summary>
    protected async Task<string> StepAsync(Random random)
    {
        _number++;
        var slug = "s-" + random.Next(3).ToString(CultureInfo.InvariantCulture);
        switch (random.Next(22))
        {
            case < 3:
                return $"publish {slug}: " + await TryAsync(slug, async id =>
                {
                    await PullAsync("author", id, "submit");
                    await PullAsync("reviewer", id, "approve");
                    return await PullAsync("editor", id, "publish");
                });
            case < 5:
                return $"submit {slug}: " + await TryAsync(slug, id => PullAsync("author", id, "submit"));
            case < 7:
                return $"edit {slug}: " + await TryAsync(slug, id => EditAsync("author", id, $"Text {random.Next(3)}."));
            case 7:
                return $"approve {slug}: " + await TryAsync(slug, id => PullAsync("reviewer", id, "approve"));
            case 8:
                return $"return {slug}: " + await TryAsync(slug, id => PullAsync("reviewer", id, "requestChanges", new() { ["comment"] = "A unit is wrong." }));
            case 9:
                return $"take {slug} back: " + await TryAsync(slug, id => PullAsync("author", id, "withdrawSubmission"));
            case 10:
                return $"take {slug} down: " + await TryAsync(slug, id => PullAsync("editor", id, "unpublish"));
            case 11:
                return $"withdraw {slug}: " + await TryAsync(slug, id => PullAsync("editor", id, "withdraw", new() { ["reason"] = "A reason." }));
            case 12:
                return $"renew {slug}: " + await TryAsync(slug, RenewAsync);
            case 13:
                return $"schedule {slug}: " + await TryAsync(slug, id => PullAsync("editor", id, "schedule", new() { ["at"] = Site.Time.GetUtcNow().UtcDateTime.AddDays(1).ToString("O", CultureInfo.InvariantCulture) }));
            case 14:
                return "wait: " + await WaitAsync(random.Next(1, 8) * 60);
            case 15:
                return "policy: " + await PolicyComesAsync(random.Next(1, 12));
            case 16:
                return "language: " + await RunAsync(new() { ["name"] = "Settings", ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = random.Next(2) == 0 ? "en" : "de", ["SupportedCultures"] = new JsonArray("en", "de") } });
            case 17:
                return "definition: " + await ChangeDefinitionAsync();
            case 18:
                return "disclaimer: " + await ChangeDisclaimerAsync(random.Next(2) == 0 ? "editorial" : "material");
            case 19:
                return $"delete {slug}: " + await TryAsync(slug, id => DeleteAsync(slug, id));
            default:
                var trusted = random.Next(2) == 0;
                return $"import {slug}{(trusted ? " trusted" : "")}: " + await ImportAsync(slug, trusted, $"Text {random.Next(3)}.");
        }
    }

    /// <summary>A recipe brings a policy for articles: the first, or another one.</summary>
    protected Task<string> PolicyComesAsync(int reviewEveryMonths = 12)
    {
        var policy = (JsonObject)_policy.DeepClone();
        (policy["Version"], policy["ReviewEveryMonths"]) = ($"v{_number}", reviewEveryMonths);
        return RunAsync(new() { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray(policy) });
    }

    private async Task<string> TryAsync(string slug, Func<string, Task<Answer>> act)
    {
        if (!_items.TryGetValue(slug, out var id))
        {
            _items[slug] = id = await DraftAsync(slug);
        }

        return (await act(id)).Status.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<Answer> RenewAsync(string id)
    {
        var live = (await ReviewAsync(id)).Body!["published"];
        return await PullAsync("reviewer", id, "renew", new()
        {
            ["contentHash"] = (string?)live?["contentHash"] ?? "none",
            ["presentationHash"] = (string?)live?["presentationHash"] ?? "none",
            ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password },
        });
    }

    private async Task<Answer> DeleteAsync(string slug, string id)
    {
        var answer = await SendAsync("administrator", HttpMethod.Delete, "api/content/" + id, tag: (await ReviewAsync(id)).Tag);
        if (answer.Status < 300)
        {
            _items.Remove(slug);
        }

        return answer;
    }

    /// <summary>Days pass, past the timers, and then the jobs do what has become due.</summary>
    private async Task<string> WaitAsync(int days)
    {
        Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(days));
        await using var scope = Site.Services.CreateAsyncScope();
        var published = await scope.ServiceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, Token);
        var due = await scope.ServiceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, Token);
        return $"{days} days, {published.Published} published, {due.Marked} due";
    }

    private async Task<string> ChangeDefinitionAsync()
    {
        var definitions = await Site.Services.GetRequiredService<IContentStore>().ReadAsync(work => work.GetDefinitionsAsync(Token));
        var part = DefinitionJson.Write(definitions)["ContentParts"]!.AsArray().OfType<JsonObject>().Single(found => (string?)found["Name"] == "Article");
        var fields = part["ContentPartFieldDefinitionRecords"]!.AsArray();
        if (fields.OfType<JsonObject>().FirstOrDefault(field => (string?)field["Name"] == "Subtitle") is { } known)
        {
            fields.Remove(known);
        }
        else
        {
            fields.Add(new JsonObject { ["FieldName"] = "TextField", ["Name"] = "Subtitle" });
        }

        return await RunAsync(new() { ["name"] = "ReplaceContentDefinition", ["ContentParts"] = new JsonArray(part.DeepClone()) });
    }

    private async Task<string> ChangeDisclaimerAsync(string change)
    {
        var json = new JsonObject { ["ContentItemId"] = SeededDisclaimer, ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = $"<p>Not advice, {_number}.</p>" } } };
        await PostAsync("editor", "api/content?draft=true", json, (await ReviewAsync(SeededDisclaimer)).Tag);
        await PullAsync("editor", SeededDisclaimer, "submit", new() { ["change"] = change });
        await PullAsync("reviewer", SeededDisclaimer, "approve", new() { ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password }, ["impactTag"] = await ImpactTagAsync() });
        return $"{change} " + (await PullAsync("editor", SeededDisclaimer, "publish", new() { ["impactTag"] = await ImpactTagAsync() })).Status.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<string?> ImpactTagAsync() => (string?)(await GetAsync("reviewer", $"api/review/{SeededDisclaimer}/disclaimer-impact")).Body?["impactTag"];

    /// <summary>A recipe brings an article, or another text of one: past every run. What a trusted one brings is live.</summary>
    private async Task<string> ImportAsync(string slug, bool trusted, string text)
    {
        var id = _items.GetValueOrDefault(slug) ?? ContentIds.New();
        var article = Article(slug, text);
        (article["ContentItemId"], article["ContentItemVersionId"], article["Latest"], article["Published"]) = (id, ContentIds.New(), true, trusted);
        var result = await RunAsync(new() { ["name"] = "Content", ["Data"] = new JsonArray(article) }, trusted);
        if (result == "done")
        {
            _items[slug] = id;
        }

        return result;
    }

    private async Task<string> RunAsync(JsonObject step, bool trusted = true)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["name"] = "history", ["steps"] = new JsonArray(step) }.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: trusted), null, Token);
            return report.Succeeded ? "done" : $"refused ({report.Faults[0].Message})";
        }
        finally
        {
            File.Delete(path);
        }
    }
}
