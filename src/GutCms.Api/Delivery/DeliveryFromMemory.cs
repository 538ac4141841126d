using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Delivery;

/// <summary>For hosts whose way from a request to its endpoint is long.</summary>
public static class DeliveryFromMemory
{
    /// <summary>
    /// Answers requests for a delivery document that is in memory (<see cref="GutCms.Core.Delivery.IDeliveryReader.FindInMemory"/>) here, as its endpoint would, and hands on every other request.
    /// What stands behind it in the pipeline does not see the requests that it answers.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="when">Whether it does so, asked once, when everything behind it is put together; null: it does.</param>
    public static IApplicationBuilder UseGutCmsDeliveryFromMemory(this IApplicationBuilder app, Func<bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var documents = app.ApplicationServices.GetRequiredService<DocumentEndpoint>();
        return app.Use(next => when?.Invoke() == false ? next : context => documents.ServeFromMemory(context) ?? next(context));
    }
}
