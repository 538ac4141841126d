using System.Text.Json;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Api.Delivery;

/// <summary>Names and addresses of documents as answers say them.</summary>
internal static class DeliveryAddress
{
    /// <summary>Name of a kind.</summary>
    public static string KindName(DeliveryKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>Path of a document.</summary>
    public static string Document(DeliveryKind kind, string key) => DeliveryEndpoints.Prefix + (kind == DeliveryKind.Disclaimer ? $"/disclaimers/{key}" : FormerAddress.UrlOf(kind, key));
}
