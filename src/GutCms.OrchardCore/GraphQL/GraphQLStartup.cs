using GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.GraphQL.Queries;
using OrchardCore.ContentManagement.GraphQL.Queries.Types;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.GraphQL;

/// <summary>Registers the feature <c>GutCms GraphQL</c>: <c>review</c> in Orchard Core's GraphQL.</summary>
[Feature(FeatureIds.GraphQL)]
public sealed class GraphQLStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTransient<ReviewQueryType>();
        services.AddTransient<ApprovalQueryType>();
        services.AddScoped<IContentTypeBuilder, ReviewField>();
    }
}

/// <summary>Keeps drafts from those who may not see them wherever GraphQL is enabled, whether reviews are shown there or not.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.Apis.GraphQL")]
public sealed class GraphQLDraftsStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<IGraphQLFilter<ContentItem>, SeenDrafts>();
        services.AddSingleton<IValidationRule, PickedDrafts>();
    }
}
