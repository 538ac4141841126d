using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Delivery;

/// <summary>For hosts whose way from a request to its endpoint is long.</summary>
public static class DeliveryFromMemory
{
    /// <summary>
    /// Answers requests for a delivery document that is in memory (<see cref="GutCms.Core.Delivery.IDeliveryReader.FindInMemory"/>), and for a list or a search that was answered before, here as its endpoint would,
    /// and hands on every other request. What stands behind it in the pipeline does not see the requests that it answers.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="when">Whether it does so, asked once, when everything behind it is put together; null: it does.</param>
    /// <param name="headers">Sets what else is in the head of every answer of the host; null: nothing is.</param>
    public static IApplicationBuilder UseGutCmsDeliveryFromMemory(this IApplicationBuilder app, Func<bool>? when = null, Action<IHeaderDictionary>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var documents = app.ApplicationServices.GetRequiredService<DocumentEndpoint>();
        var lists = app.ApplicationServices.GetRequiredService<ListAnswers>();
        return app.Use(next => when?.Invoke() == false ? next : context => documents.ServeFromMemory(context, headers) ?? lists.ServeFromMemory(context, headers) ?? next(context));
    }
}
