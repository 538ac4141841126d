using GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.GraphQL.Queries;
using OrchardCore.ContentManagement.GraphQL.Queries.Types;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.GraphQL;

/// <summary>Adds <c>review</c> to Orchard Core's GraphQL, where that is enabled, and keeps drafts from those who may not see them.</summary>
[RequireFeatures("OrchardCore.Apis.GraphQL")]
public sealed class GraphQLStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTransient<ReviewQueryType>();
        services.AddTransient<ApprovalQueryType>();
        services.AddScoped<IContentTypeBuilder, ReviewField>();
        services.AddScoped<IGraphQLFilter<ContentItem>, SeenDrafts>();
        services.AddSingleton<IValidationRule, PickedDrafts>();
    }
}
