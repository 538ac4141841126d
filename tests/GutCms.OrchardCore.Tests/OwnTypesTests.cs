using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Tests;

/// <summary>A site with a type <c>Article</c> of its own, like that of Orchard Core's blog: medical types are not installed and say so, and the own type can be put under a review.</summary>
[Collection<OrchardSites>]
public sealed class OwnTypesTests(Newsroom newsroom) : IAsyncLifetime
{
    private const string Tenant = OrchardSite.OwnArticles;

    private static readonly Actor Owner = new("owner", "owner") { Permissions = new HashSet<string> { Permissions.SiteOwner }.ToFrozenSet() };

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.EnsureTenantAsync(Tenant);
        var isNew = false;
        await InScopeAsync(async services => isNew = await services.GetRequiredService<IContentDefinitionManager>().GetTypeDefinitionAsync("Article") is null);
        if (isNew)
        {
            await InScopeAsync(DefineArticleAsync);
            await _site.SwitchOfAsync(Tenant, on: true, FeatureIds.Everything, "OrchardCore.HealthChecks");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Says_in_the_admin_and_to_health_checks_that_types_are_not_installed()
    {
        using var browser = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "admin");
        var list = AdminBrowser.Words(await browser.OpenAsync("Admin/Contents/ContentItems"));
        var page = AdminBrowser.Words(await browser.OpenAsync("Admin/MedicalTypes"));
        using var health = await _site.Client.GetAsync(Tenant + "/health/live", Cancellation);

        Assert.Contains("not all medical types are installed, because the site has content types of its own named Article.", list, StringComparison.Ordinal);
        Assert.Contains("put them under a review below", page, StringComparison.Ordinal);
        Assert.Contains("Article.Subtitle", page, StringComparison.Ordinal);
        Assert.Equal("Degraded", await health.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("gutcms.definitions", """{ "name": "ContentDefinition", "ContentTypes": [ { "Name": "Article", "DisplayName": "Medical article", "Settings": {}, "ContentTypePartDefinitionRecords": [] } ], "ContentParts": [] }""")]
    [InlineData("gutcms.review-policy", """{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article" } ] }""")]
    [InlineData("gutcms.gut-brain-article", """{ "name": "Content", "data": [ { "ContentType": "Article" } ] }""")]
    public async Task Keeps_the_recipes_that_are_shipped_from_touching_it(string recipe, string step)
    {
        var context = new RecipeExecutionContext { Name = (string?)JsonNode.Parse(step)!["name"], Step = JsonNode.Parse(step)!.AsObject(), RecipeDescriptor = new RecipeDescriptor { Name = recipe } };

        await InScopeAsync(async services =>
        {
            foreach (var handler in services.GetServices<IRecipeStepHandler>())
            {
                await handler.ExecuteAsync(context);
            }
        });

        Assert.Contains("types of its own under these names: Article", Assert.Single(context.Errors), StringComparison.Ordinal);
        Assert.NotEqual("Medical article", await DisplayNameAsync());
    }

    [Fact]
    public async Task Lets_the_recipes_of_the_site_do_with_it_what_they_say()
    {
        var context = new RecipeExecutionContext
        {
            Name = "ContentDefinition",
            Step = JsonNode.Parse("""{ "name": "ContentDefinition", "ContentTypes": [ { "Name": "Article", "DisplayName": "Our article", "Settings": {}, "ContentTypePartDefinitionRecords": [] } ], "ContentParts": [] }""")!.AsObject(),
            RecipeDescriptor = new RecipeDescriptor { Name = "ours" },
        };

        await InScopeAsync(async services =>
        {
            foreach (var handler in services.GetServices<IRecipeStepHandler>())
            {
                await handler.ExecuteAsync(context);
            }
        });

        Assert.Empty(context.Errors);
        Assert.Equal("Our article", await DisplayNameAsync());
    }

    [Fact]
    public async Task Does_not_deliver_it()
    {
        await PublishAsync("Article", "Not a medical article", "not-a-medical-article");

        using var delivered = await _site.Client.GetAsync(Tenant + "/api/delivery/articles/not-a-medical-article", Cancellation);
        var list = await _site.Client.GetStringAsync(Tenant + "/api/delivery/articles", Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, delivered.StatusCode);
        Assert.DoesNotContain("Not a medical article", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_a_type_under_a_review_and_keeps_what_is_live()
    {
        await DefineAsync("Guide");
        var before = await PublishAsync("Guide", "Guide of before");
        using var browser = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "admin");

        var page = await browser.SendAsync("Admin/MedicalTypes", "Admin/MedicalTypes/review", ("type", "Guide"), ("role", "MedicalReviewer"), ("disclaimer", "true"));
        var after = await PublishAsync("Guide", "Guide of afterwards");

        Assert.Contains("From now on Guide is published only as it was approved", page, StringComparison.Ordinal);
        Assert.Equal((true, false), (await IsLiveAsync(before), await IsLiveAsync(after)));
        await InScopeAsync(async services =>
        {
            var type = await services.GetRequiredService<IContentDefinitionManager>().GetTypeDefinitionAsync("Guide");
            Assert.Contains(type.Parts, part => part.Name == "ReviewPart");
            Assert.Contains(type.Parts.Single(part => part.Name == "Guide").PartDefinition.Fields, field => field.Name == "Disclaimer");
            Assert.True((await services.GetRequiredService<ContentPolicies>().FindAsync("Guide")).Policy!.RequireDisclaimer);
            await CheckLiveAtStart.RunAsync(services);
        });
        Assert.True(await IsLiveAsync(before));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_reviewed()
    {
        await DefineAsync("Computed", "LiquidPart");
        await InScopeAsync(services => services.GetRequiredService<IContentDefinitionManager>().AlterPartDefinitionAsync("Odd", part => part.WithField("Disclaimer", field => field.OfType("TextField"))));
        await DefineAsync("Odd", "Odd");

        Assert.Contains("computes what it shows", (await TryAsync(Owner, new("Computed", "MedicalReviewer", false)))!.Message, StringComparison.Ordinal);
        Assert.Contains("is no content picker", (await TryAsync(Owner, new("Odd", "MedicalReviewer", true)))!.Message, StringComparison.Ordinal);
        Assert.Contains("There is no content type 'Nothing'", (await TryAsync(Owner, new("Nothing", "MedicalReviewer", false)))!.Message, StringComparison.Ordinal);
        var stranger = Owner with { Permissions = new HashSet<string> { Permissions.EditContentTypes }.ToFrozenSet() };
        Assert.Equal(RefusalKind.Forbidden, (await TryAsync(stranger, new("Odd", "MedicalReviewer", false)))!.Kind);
        await InScopeAsync(async services => Assert.True((await services.GetRequiredService<ContentPolicies>().FindAsync("Odd")).IsNone));
    }

    [Theory]
    [InlineData("", "needs another name")]
    [InlineData("1stArticle", "cannot be the name")]
    [InlineData("Medical-Article", "cannot be the name")]
    [InlineData("Owner", "cannot be the name")]
    [InlineData("disclaimer", "is taken")]
    [InlineData("TITLEPART", "is taken")]
    [InlineData("ReviewPart", "is taken")]
    public async Task Names_that_are_none_or_not_free_are_refused(string name, string why)
    {
        Assert.Contains(why, (await TryNamesAsync(Owner, name))!.Message, StringComparison.Ordinal);
        await NothingIsInstalledAsync();
    }

    [Fact]
    public async Task Other_names_take_the_rights_to_definitions_and_policies()
    {
        foreach (var permission in (string[])[Permissions.EditContentTypes, Permissions.ManageReviewPolicies])
        {
            var stranger = Owner with { Permissions = new HashSet<string> { permission }.ToFrozenSet() };
            Assert.Equal(RefusalKind.Forbidden, (await TryNamesAsync(stranger, "MedicalArticle"))!.Kind);
        }

        await NothingIsInstalledAsync();
    }

    private async Task<Refusal?> TryNamesAsync(Actor actor, string name)
    {
        Refusal? refusal = null;
        await InScopeAsync(async services => refusal = await services.GetRequiredService<InstallUnderOtherNames>().ExecuteAsync(actor, new Dictionary<string, string> { ["Article"] = name }));
        return refusal;
    }

    private Task NothingIsInstalledAsync() => InScopeAsync(async services =>
        Assert.Contains(await services.GetRequiredService<MedicalTypes>().ListAsync(), type => type is { Name: "Article", IsInTheWay: true }));

    private async Task<Refusal?> TryAsync(Actor actor, PutUnderReview.Request request)
    {
        Refusal? refusal = null;
        await InScopeAsync(async services => refusal = await services.GetRequiredService<PutUnderReview>().ExecuteAsync(actor, request));
        return refusal;
    }

    private async Task<string?> DisplayNameAsync()
    {
        string? name = null;
        await InScopeAsync(async services => name = (await services.GetRequiredService<IContentDefinitionManager>().GetTypeDefinitionAsync("Article")).DisplayName);
        return name;
    }

    private Task DefineAsync(string type, params string[] parts) => InScopeAsync(services =>
        services.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync(type, builder =>
        {
            builder.Creatable().Listable().WithPart("TitlePart");
            foreach (var part in parts)
            {
                builder.WithPart(part);
            }
        }));

    private static async Task DefineArticleAsync(IServiceProvider services)
    {
        var definitions = services.GetRequiredService<IContentDefinitionManager>();
        await definitions.AlterPartDefinitionAsync("Article", part => part.WithField("Subtitle", field => field.OfType("TextField")).WithField("Image", field => field.OfType("MediaField")));
        await definitions.AlterTypeDefinitionAsync("Article", type => type.Creatable().Listable().Draftable().Versionable()
            .WithPart("TitlePart").WithPart("AutoroutePart").WithPart("HtmlBodyPart").WithPart("Article"));
    }

    private async Task<string> PublishAsync(string type, string title, string? path = null)
    {
        var id = "";
        await InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            var item = await manager.NewAsync(type);
            item.DisplayText = title;
            ((JsonObject)item.Content)["TitlePart"] = new JsonObject { ["Title"] = title };
            if (path is not null)
            {
                ((JsonObject)item.Content)["AutoroutePart"] = new JsonObject { ["Path"] = path };
            }

            await manager.CreateAsync(item, VersionOptions.Draft);
            await manager.PublishAsync(item);
            id = item.ContentItemId;
        });
        return id;
    }

    private async Task<bool> IsLiveAsync(string id)
    {
        var isLive = false;
        await InScopeAsync(async services => isLive = await services.GetRequiredService<IContentManager>().GetAsync(id) is not null);
        return isLive;
    }

    private Task InScopeAsync(Func<IServiceProvider, Task> act) => _site.InScopeAsync(Tenant, act);
}
