using GutCms.Core.Reviews.Ports;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Indexing;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Indexing;

/// <summary>Where Orchard Core's indexing is enabled: its indexes (Lucene, Elasticsearch, Azure) can be asked by review state.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.Indexing")]
public sealed class IndexingStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<IDocumentIndexHandler, ReviewIndexHandler>();
        services.AddScoped<IReviewEventHandler, ReindexTeller>();
    }
}
