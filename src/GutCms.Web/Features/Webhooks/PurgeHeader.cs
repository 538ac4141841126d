using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Webhooks;

/// <summary>The header by which a cache that is a receiver is told what to purge: the surrogate keys of what changed.</summary>
/// <param name="Name">Name of the header.</param>
/// <param name="Separator">What stands between two keys.</param>
internal sealed record PurgeHeader(string Name, string Separator)
{
    /// <summary>Those that there are: of Varnish with the module xkey, of Fastly, of caches with tags.</summary>
    public static IReadOnlyList<PurgeHeader> All { get; } = [new("xkey-purge", " "), new("Surrogate-Key", " "), new("Cache-Tag", ",")];

    /// <summary>The header of this name; null: there is none.</summary>
    public static PurgeHeader? Find(string? name) => All.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it says of these changes: the ids of the items, the lists of articles, whatever it was, and the lists of their kinds.</summary>
    public string Value(IReadOnlyList<DeliveryChange> changes) => string.Join(
        Separator,
        [.. changes.Select(change => change.ContentItemId).OfType<string>().Append(PublicCaching.ListKeyOf(DeliveryKind.Article)).Concat(changes.Select(change => PublicCaching.ListKeyOf(change.Kind))).Distinct(StringComparer.Ordinal)]);
}
