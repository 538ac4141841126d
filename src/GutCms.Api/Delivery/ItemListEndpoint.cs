using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Serves the lists of items of any type that is delivered.</summary>
internal sealed class ItemListEndpoint(IItemLists lists, ReadDeliveredTypes types, ListResponse response, PublicCaching caching)
{
    public async Task ServeAsync(HttpContext context)
    {
        PublicRead.Allow(context.Response.Headers);
        var name = (string)context.Request.RouteValues["type"]!;
        var known = await types.ExecuteAsync(context.RequestAborted);
        if (known.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } type)
        {
            caching.Apply(context.Response.Headers, PublicCaching.ItemLists);
            await Problems.NotFoundAsync(context, ApiText.Say("NoType", name, string.Join(", ", known.Select(other => DeliveredTypes.TypeKey(other.Name)))));
            return;
        }

        var keys = PublicCaching.ListKeyOf(type.Kind);
        if (name != DeliveredTypes.TypeKey(name))
        {
            caching.Apply(context.Response.Headers, keys);
            await Problems.MovedAsync(context, $"{context.Request.PathBase.ToUriComponent()}{DeliveryEndpoints.Prefix}/{DeliveredTypes.Folder}/{Uri.EscapeDataString(DeliveredTypes.TypeKey(name))}{context.Request.QueryString.ToUriComponent()}");
            return;
        }

        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var permitted = ItemListParameters.Permitted(type);
        var query = ItemListParameters.Read(context.Request.Query, type, errors);
        var fields = DocumentFields.Read(context.Request.Query, DocumentFields.OfSummary(type), errors);
        if (PreviewEndpoint.IsAsked(context.Request))
        {
            if (query.Search is not null)
            {
                errors[SearchWords.Parameter] = ApiText.Say("NoSearchInPreview");
            }

            await PreviewEndpoint.ListAsync(context, permitted, errors, (previews, token, cancellationToken) => previews.ItemsAsync(token, query, cancellationToken), page => Select(page, fields));
            return;
        }

        if (await Problems.RefuseQueryAsync(context, permitted, errors))
        {
            return;
        }

        DeliveryPage page;
        try
        {
            page = await lists.ListAsync(query, context.RequestAborted);
        }
        catch (BadCursorException)
        {
            await Problems.InvalidCursorAsync(context);
            return;
        }

        DeliveryResponse.VaryByPreview(context.Response.Headers);
        await response.WriteAsync(context, Select(page, fields), keys);
    }

    private static DeliveryPage Select(DeliveryPage page, IReadOnlyList<string>? fields) =>
        fields is null ? page : page with { Rows = [.. page.Rows.Select(row => row with { Summary = DocumentFields.Select(row.Summary, fields) })] };
}
