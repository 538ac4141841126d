using System.Net;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>A site with a type <c>Article</c> of its own has ours beside it under another name, which an administrator has chosen, and everything that goes with it.</summary>
[Collection<OrchardSites>]
public sealed class OtherNamesTests(Newsroom newsroom) : IAsyncLifetime
{
    private const string Tenant = OrchardSite.OtherNames;
    private const string Name = "ReviewedArticle";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.EnsureTenantAsync(Tenant);
        var isNew = false;
        await InScopeAsync(async services => isNew = await services.GetRequiredService<IContentDefinitionManager>().GetTypeDefinitionAsync("Article") is null);
        if (isNew)
        {
            await InScopeAsync(services => services.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync("Article", type => type.Creatable().Listable().Draftable().Versionable().WithPart("TitlePart")));
            await _site.SwitchOfAsync(Tenant, on: true, FeatureIds.Everything, "OrchardCore.HealthChecks");
            await _site.AddAccountAsync(Tenant, "emil", "Editor");
            await _site.AddAccountAsync(Tenant, "rosa", "MedicalReviewer");
            using var administrator = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "admin");
            var page = AdminBrowser.Words(await administrator.SendAsync("Admin/MedicalTypes", "Admin/MedicalTypes/other-names", ("names[Article]", Name)));
            Assert.Contains("The medical types are installed", page, StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Stand_beside_the_sites_own_which_stays_as_it_was()
    {
        using var administrator = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "admin");
        var list = AdminBrowser.Words(await administrator.OpenAsync("Admin/Contents/ContentItems"));
        var page = AdminBrowser.Words(await administrator.OpenAsync("Admin/MedicalTypes"));
        using var health = await _site.Client.GetAsync(Tenant + "/health/live", Cancellation);

        Assert.DoesNotContain("not all medical types are installed", list, StringComparison.Ordinal);
        Assert.Contains($"Installed as {Name}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Install under other names", page, StringComparison.Ordinal);
        Assert.Equal("Healthy", await health.Content.ReadAsStringAsync(Cancellation));
        await InScopeAsync(async services =>
        {
            var definitions = services.GetRequiredService<IContentDefinitionManager>();
            Assert.Equal(["TitlePart"], (await definitions.GetTypeDefinitionAsync("Article")).Parts.Select(part => part.Name));
            var ours = await definitions.GetTypeDefinitionAsync(Name);
            Assert.Equal("Reviewed Article", ours.DisplayName);
            Assert.Contains(ours.Parts.Single(part => part.Name == Name).PartDefinition.Fields, field => field.Name == "Disclaimer");
            var policies = services.GetRequiredService<ContentPolicies>();
            Assert.True((await policies.FindAsync(Name)).Policy!.RequireDisclaimer);
            Assert.False(await policies.IsGatedAsync("Article"));
        });
        Assert.True(await PublishAsync(new JsonObject { ["ContentType"] = "Article", ["TitlePart"] = new JsonObject { ["Title"] = "Of the site's own" } }) is (_, true));
    }

    [Fact]
    public async Task Are_published_as_they_were_approved_and_no_other_way()
    {
        using var editor = await AdminBrowser.OpenSessionAsync(_site, Tenant, "emil");
        using var reviewer = await AdminBrowser.OpenSessionAsync(_site, Tenant, "rosa");
        var disclaimer = await DraftAsync(new JsonObject { ["ContentType"] = "Disclaimer", ["TitlePart"] = new JsonObject { ["Title"] = "Notice" }, ["Disclaimer"] = new JsonObject { ["Kind"] = new JsonObject { ["Text"] = "educational" }, ["Text"] = new JsonObject { ["Html"] = "<p>No advice.</p>" } } });
        await ReviewAsync(disclaimer);
        var article = Article("Under another name", disclaimer);

        var (id, isLive) = await PublishAsync(article);
        Assert.False(isLive);
        using (var tooEarly = await editor.PullAsync(id, "publish"))
        {
            Assert.Equal(HttpStatusCode.Conflict, tooEarly.StatusCode);
        }

        await editor.DoAsync(id, "submit");
        using var desk = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "rosa");
        var page = AdminBrowser.Words(await desk.OpenAsync($"Admin/Review/{id}"));
        await reviewer.DecideAsync(id, "approve");
        await editor.DoAsync(id, "publish");

        Assert.All(["Under another name", "The text of the section.", "No advice."], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Contains("The text of the section.", await LiveAsync(id), StringComparison.Ordinal);
        using var delivered = await _site.Client.GetAsync(Tenant + "/api/delivery/articles/under-another-name", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, delivered.StatusCode);

        // Without a disclaimer it is not even submitted.
        var bare = await DraftAsync(Article("Without a notice", null));
        using var refused = await editor.PullAsync(bare, "submit");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        async Task ReviewAsync(string item)
        {
            await editor.DoAsync(item, "submit");
            await reviewer.DecideAsync(item, "approve");
            await editor.DoAsync(item, "publish");
        }
    }

    [Fact]
    public async Task Are_what_the_recipes_that_are_shipped_bring_in()
    {
        var before = await CountAsync("Article");

        foreach (var recipe in (string[])["gutcms.definitions", "gutcms.review-policy", "gutcms.disclaimer", "gutcms.hot-articles", "gutcms.gut-brain-article"])
        {
            await RunAsync(recipe);
        }

        Assert.Equal(before, await CountAsync("Article"));
        Assert.NotEqual(0, await CountAsync(Name));
        await InScopeAsync(async services =>
        {
            Assert.Equal(["TitlePart"], (await services.GetRequiredService<IContentDefinitionManager>().GetTypeDefinitionAsync("Article")).Parts.Select(part => part.Name));
            Assert.False(await services.GetRequiredService<ContentPolicies>().IsGatedAsync("Article"));
            var item = await services.GetRequiredService<ISession>().Query<ContentItem, ContentItemIndex>(index => index.ContentType == Name && index.Latest).ListAsync();
            Assert.Contains(item, found => ((JsonObject)found.Content)[Name]?["Disclaimer"]?["ContentItemIds"]?.AsArray().Count > 0);
            Assert.DoesNotContain(item, found => ((JsonObject)found.Content).ContainsKey("Article"));
            Assert.DoesNotContain(item, found => found.Published && found.DisplayText != "Under another name");
        });
    }

    [Fact]
    public async Task Are_chosen_once()
    {
        using var administrator = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "admin");

        var page = await administrator.SendAsync("Admin/MedicalTypes", "Admin/MedicalTypes/other-names", ("names[Article]", "AnotherArticle"));

        Assert.Contains("No name of the medical types is taken", page, StringComparison.Ordinal);
        await InScopeAsync(async services => Assert.Null(await services.GetRequiredService<IContentDefinitionManager>().GetTypeDefinitionAsync("AnotherArticle")));
    }

    private static JsonObject Article(string title, string? disclaimer)
    {
        var article = Editorial.NewArticle(title);
        article["ContentType"] = Name;
        var fields = article["Article"]!.AsObject();
        article.Remove("Article");
        fields["Disclaimer"] = new JsonObject { ["ContentItemIds"] = disclaimer is null ? [] : new JsonArray(disclaimer) };
        article[Name] = fields;
        return article;
    }

    private Task RunAsync(string recipe) => InScopeAsync(async services =>
    {
        foreach (var step in ShippedRecipes.Read(recipe))
        {
            var context = new RecipeExecutionContext { Name = (string?)step["name"], Step = (JsonObject)step.DeepClone(), RecipeDescriptor = new RecipeDescriptor { Name = recipe } };
            foreach (var handler in services.GetServices<IRecipeStepHandler>())
            {
                await handler.ExecuteAsync(context);
            }

            Assert.Empty(context.Errors);
        }
    });

    private async Task<string> DraftAsync(JsonObject json)
    {
        var id = "";
        await InScopeAsync(async services =>
        {
            var item = await CreateAsync(services, json);
            id = item.ContentItemId;
        });
        return id;
    }

    private async Task<(string Id, bool IsLive)> PublishAsync(JsonObject json)
    {
        var (id, isLive) = ("", false);
        await InScopeAsync(async services =>
        {
            var item = await CreateAsync(services, json);
            await services.GetRequiredService<IContentManager>().PublishAsync(item);
            (id, isLive) = (item.ContentItemId, item.Published);
        });
        return (id, isLive);
    }

    private static async Task<ContentItem> CreateAsync(IServiceProvider services, JsonObject json)
    {
        var title = (string)json["TitlePart"]!["Title"]!;
        var item = json.With("DisplayText", title).With("ContentItemId", Editorial.IdOf(title + " as an item")).ToItem();
        await services.GetRequiredService<IContentManager>().CreateAsync(item, VersionOptions.Draft);
        return item;
    }

    private async Task<string> LiveAsync(string id)
    {
        var live = "";
        await InScopeAsync(async services => live = ((JsonObject)(await services.GetRequiredService<IContentManager>().GetAsync(id)).Content).ToJsonString());
        return live;
    }

    private async Task<int> CountAsync(string type)
    {
        var count = 0;
        await InScopeAsync(async services => count = await services.GetRequiredService<ISession>().QueryIndex<ContentItemIndex>(index => index.ContentType == type && index.Latest).CountAsync());
        return count;
    }

    private Task InScopeAsync(Func<IServiceProvider, Task> act) => _site.InScopeAsync(Tenant, act);
}
