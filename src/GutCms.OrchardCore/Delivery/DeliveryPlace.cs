using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GutCms.OrchardCore.Delivery;

/// <summary>
/// Finds out whether something of the site has its place between routing and delivery. A pipeline is put together from its end, each part around the next: if what the beginning is given is what delivery was
/// made, nothing stands between.
/// </summary>
internal sealed class DeliveryPlace
{
    private RequestDelegate? _delivery;

    /// <summary>Nothing stands between; true only once the pipeline behind it is put together.</summary>
    public bool HasNothingInFront { get; private set; }

    /// <summary>Marks where everything that the features of the site put behind routing begins.</summary>
    public void MarkBeginning(IApplicationBuilder app) => app.Use(next =>
    {
        HasNothingInFront = ReferenceEquals(next, _delivery);
        return next;
    });

    /// <summary>Marks where delivery answers.</summary>
    public void MarkDelivery(IApplicationBuilder app) => app.Use(next => _delivery = next);
}
