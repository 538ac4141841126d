using GutCms.Api.Settings;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>Registers the delivery feature.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddCheckedOptions<DeliveryHttpOptions>("GutCms:Delivery");
        services.AddCheckedOptions<LanguageOptions>("GutCms:Languages");
        return services
            .AddSingleton<PublicCaching>()
            .AddSingleton<DeliveryResponse>()
            .AddSingleton<Absences>()
            .AddSingleton<Redirects>()
            .AddSingleton<RedirectEndpoint>()
            .AddSingleton<ReadDeliveredTypes>()
            .AddSingleton<SelectedDocument>()
            .AddSingleton(provider => new LanguageFallBacks(provider.GetRequiredService<IDeliveryReader>(), provider.GetRequiredService<IOptionsMonitor<LanguageOptions>>()))
            .AddSingleton<DocumentEndpoint>()
            .AddSingleton<ListAnswers>()
            .AddSingleton<ListResponse>()
            .AddSingleton(provider => new PublicAnswer(provider.GetRequiredService<ListResponse>()))
            .AddSingleton<ListEndpoints>()
            .AddSingleton<PlaceEndpoint>()
            .AddSingleton<PublishedArticles>()
            .AddSingleton<FeedEndpoints>()
            .AddSingleton<SitemapEndpoints>()
            .AddSingleton<SiteFileEndpoints>();
    }
}
