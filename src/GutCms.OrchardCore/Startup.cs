using GutCms.Api;
using GutCms.Api.Content;
using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Api.Review;
using GutCms.Api.Settings;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;
using GutCms.OrchardCore.ContentList;
using GutCms.OrchardCore.Controllers;
using GutCms.OrchardCore.Delivery;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Keys;
using GutCms.OrchardCore.Policies;
using GutCms.OrchardCore.Recipes;
using GutCms.OrchardCore.Reviews;
using GutCms.OrchardCore.Security;
using GutCms.OrchardCore.Storage;
using GutCms.OrchardCore.Themes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Display.ContentDisplay;
using OrchardCore.ContentManagement.Handlers;
using OrchardCore.Contents.Services;
using OrchardCore.Contents.ViewModels;
using OrchardCore.ContentTypes.Editors;
using OrchardCore.Data;
using OrchardCore.Data.Migration;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.ModelBinding;
using OrchardCore.Modules;
using OrchardCore.Navigation;
using OrchardCore.Recipes;
using OrchardCore.Recipes.Services;
using OrchardCore.Scripting;
using OrchardCore.Security.Permissions;
using OrchardCore.Users.Handlers;
using OrchardCore.Users.Models;
using IStartupFilter = Microsoft.AspNetCore.Hosting.IStartupFilter;
using ReviewPart = GutCms.OrchardCore.Reviews.ReviewPart;

namespace GutCms.OrchardCore;

/// <summary>Registers the feature <c>GutCms Review</c> with a tenant: the gate and editorial work for any type. Everything is the tenant's own.</summary>
[Feature(FeatureIds.Review)]
public sealed class Startup : StartupBase
{
    /// <summary>Late, so that the gate is asked after every other handler.</summary>
    public override int Order => 1000;

    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        AddStorage(services);
        AddGate(services);
        AddEditorialWork(services);
        services.AddGutCmsProblemDetails();
        services.AddGutCmsApi();

        services.AddContentPart<ReviewPart>().UseDisplayDriver<ReviewPartDriver>();
        services.AddDisplayDriver<User, ReviewerProfileDriver>();
        services.AddDisplayDriver<ContentOptionsViewModel, ReviewListDriver>();
        services.AddTransient<IContentsAdminListFilterProvider, ReviewListFilter>();
        services.AddNavigationProvider<ReviewMenu>();
        services.AddPermissionProvider<GutCmsPermissions>();
        RolesOfClients.Replace(services);
        services.AddRecipeExecutionStep<ReviewPolicyStep>();
        services.AddSingleton<IGlobalMethodProvider, TenantMethods>();
        services.AddSingleton<IBackgroundTask, DueTask>();
        services.AddSingleton<IBackgroundTask, RefusalSumsTask>();
        services.AddScoped<IModularTenantEvents, LastRefusalSums>();
        services.AddSingleton<IStartupFilter, UnavailableDatabase>();
        services.AddSingleton<IStartupFilter, ActsOfRequests>();
        services.AddSingleton<IStartupFilter, EmptyBodies>();
    }

    /// <inheritdoc/>
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        app.UseMiddleware<AmbiguousBodies>();
        app.UseMiddleware<VetoMiddleware>();
        routes.MapGutCmsReview();
        routes.MapGutCmsContentAdditions();
        routes.MapSigningKeys();
        routes.MapStatusLists();
        routes.MapUnknownAddresses("review");
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.Configure<StoreCollectionOptions>(options => options.Collections.UnionWith([GutCmsRecord.Collection, GutCmsAuditRecord.Collection, GutCmsDelivery.Collection]));
        services.AddDataMigration<Migrations>();
        services.AddIndexProvider<GutCmsRecordIndexProvider>();
        services.AddIndexProvider<GutCmsAuditIndexProvider>();
        services.AddIndexProvider<GutCmsDeliveryIndexProvider>();
        services.AddIndexProvider<GutCmsChangeIndexProvider>();
        services.AddScoped<IScopedIndexProvider, GutCmsReferenceIndexProvider>();
        services.AddDataMigration<DeliveryMigrations>();
        services.AddCheckedOptions<DeliveryCacheOptions>("GutCms:Delivery");
        services.AddSingleton(provider => new DeliveryCache(provider.GetRequiredService<IOptions<DeliveryCacheOptions>>().Value));
        services.AddCheckedOptions<DeliveryChangesOptions>("GutCms:Delivery");
        services.AddScoped<DeliveryChanges>();
        services.AddScoped<ChangeWriter>();
        services.AddScoped<DeliveryOrders>();
        services.AddScoped<IModularTenantEvents, DeliveryOrdersAtStart>();
        services.AddScoped<FirstChanges>();
        services.AddScoped<IModularTenantEvents, FirstChangesAtStart>();
        services.AddDataMigration<StateMigrations>();
        services.AddIndexProvider<GutCmsItemStateIndexProvider>();
        services.AddScoped<StateChanges>();
        services.AddScoped<ItemStateWriter>();
        services.AddScoped<IContentHandler, StateHandler>();
        services.AddScoped<Records>();
        services.AddScoped<ContentReader>();
        services.AddScoped<OwnTexts>();
        services.AddScoped<IContentLists, ContentLists>();
        services.AddSingleton<IContentStore, OrchardContentStore>();
    }

    private static void AddGate(IServiceCollection services)
    {
        services.AddScoped<GateState>();
        services.AddScoped(scope => new PolicySource(scope.GetRequiredService<Records>(), scope.GetServices<IReviewPolicyProvider>().Select(provider => (Func<ValueTask<IReadOnlyList<ReviewPolicy>>>)provider.GetPoliciesAsync)));
        services.AddScoped<ContentPolicies>();
        services.AddScoped<ProvidedPolicies>();
        services.AddScoped<EditorialActs>();
        services.AddScoped<LiveTextAlarm>();
        services.AddScoped<RefusalRecorder>();
        services.AddScoped<Vetoes>();
        services.AddScoped<TypeNames>();
        services.AddScoped<KnownTypes>();
        services.AddScoped<Wording>();
        services.AddCheckedOptions<ItemLimitOptions>(ItemLimitOptions.Section);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ItemLimitOptions>>().Value.ToLimits());
        services.AddScoped<BrokenForms>();
        services.AddScoped<IContentDisplayHandler, EditorForms>();
        services.AddScoped<Unreviewable>();
        services.AddScoped<LiveMarks>();
        services.AddScoped<ILiveMarks>(scope => scope.GetRequiredService<LiveMarks>());
        services.AddScoped<LiveCheck>();
        services.AddSingleton<LiveCheckOutcome>();
        services.AddScoped<IModularTenantEvents, CheckLiveAtStart>();
        services.AddSingleton<IBackgroundTask, LiveCheckTask>();
        DefinitionWatch.Wrap(services);
        services.Insert(0, ServiceDescriptor.Scoped<IContentHandler>(scope => Bracket(scope, begins: false)));
        services.AddScoped<IContentHandler, TypeGuard>();
        services.AddScoped<IContentHandler>(scope => Bracket(scope, begins: true));
        services.AddScoped<IContentHandler, ReviewGate>();
        services.Insert(0, ServiceDescriptor.Scoped<IRecipeStepHandler, ImportGuard>());
        services.Insert(0, ServiceDescriptor.Scoped<IRecipeStepHandler, ActsOfRecipes>());
    }

    private static EventBracket Bracket(IServiceProvider scope, bool begins) =>
        new(scope.GetRequiredService<GateState>(), begins, scope.GetRequiredService<IUpdateModelAccessor>(), scope.GetRequiredService<CurrentActor>());

    private static void AddEditorialWork(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<SitePermissions>();
        services.AddScoped<PeopleAsActors>();
        services.AddScoped<IActorAccessor, ActorAccessor>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<IReviewerDirectory, ReviewerDirectory>();
        services.AddScoped<IActorDirectory, ActorDirectory>();
        services.AddScoped<ILooks, YesSqlLooks>();
        services.AddScoped<IUserEventHandler, LooksOfPeople>();
        services.AddScoped<ISignatureVerifier, SignatureVerifier>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<GutCms.Core.Keys.ISigningKeys>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<IPublicAddress, SiteBaseUrl>();
        services.AddScoped<ICertificateIssuer, CertificateIssuer>();
        services.AddScoped<IModularTenantEvents, MakeSigningKey>();
        services.AddSingleton<IDeliveredReviews, PublishedReviews>();
        services.TryAddSingleton<IDeliveryRefresh, NoDelivery>();
        services.AddScoped<ItemPages>();
        services.AddScoped<ReviewsForThemes>();
        services.AddScoped<Outbox>();
        services.AddScoped<IOutboxSignal, OutboxSignal>();
        services.AddScoped<PolicyKeeper>();
        services.AddScoped<IReviewKeeper>(scope => scope.GetRequiredService<PolicyKeeper>());
        services.AddScoped<PolicyProposals>();
        services.AddScoped<FilePolicy>();
        services.AddScoped<ConfirmPolicy>();
        services.AddScoped<RejectPolicy>();
        services.AddScoped<IContentTypeDefinitionDisplayDriver, PolicyOfTypeDriver>();
        services.AddGutCmsReviewPorts();
    }
}
