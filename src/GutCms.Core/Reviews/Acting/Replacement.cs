using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Acting;

/// <summary>What is read instead of something that was withdrawn. An address of this site becomes the item that is live there, so that readers are never sent where nothing is.</summary>
/// <param name="ItemId">Live item; null: none.</param>
/// <param name="Url">Address elsewhere, http or https; null: none.</param>
internal sealed record Replacement(string? ItemId, string? Url)
{
    private const int MostCharacters = 2000;

    /// <summary>What is named, or why it cannot be; one of both is null.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="contentItemId">What is withdrawn.</param>
    /// <param name="itemId">Item that is named; null: none.</param>
    /// <param name="url">Address that is named, http(s) or a path with a leading slash; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<(Replacement? Found, Sentence? Fault)> FindAsync(IUnitOfWork work, string contentItemId, string? itemId, string? url, CancellationToken cancellationToken)
    {
        if (itemId is not null && url is not null)
        {
            return (null, Sentence.Of("ReplacementMustBeLive.Both"));
        }

        if (url is not null && (url.Length > MostCharacters || url.Any(char.IsControl) || !(IsPath(url) || IsWeb(url))))
        {
            return (null, Sentence.Of("ReplacementMustBeLive.Address"));
        }

        if (url is not null && !IsPath(url))
        {
            return (new(null, url), null);
        }

        var id = url is null ? itemId : await FindLiveAsync(work, url, cancellationToken);
        return url is not null && id is null ? (null, Sentence.Of("ReplacementMustBeLive.NoSuchPath", url))
            : id is null ? (new(null, null), null)
            : id == contentItemId ? (null, Sentence.Of("ReplacementMustBeLive.Itself"))
            : (await work.FindAsync([id], VersionSelector.Published, cancellationToken)).ContainsKey(id) ? (new(id, null), null)
            : (null, Sentence.Of("ReplacementMustBeLive"));
    }

    /// <summary>The item that is live at a path of this site, or was there and is live elsewhere; null: none.</summary>
    public static async Task<string?> FindLiveAsync(IUnitOfWork work, string path, CancellationToken cancellationToken)
    {
        var key = ItemMeaning.PathKey(Uri.UnescapeDataString(path.Split('?', '#')[0]));
        if (key.Any(char.IsControl))
        {
            return null;
        }

        var id = key.Length == 0 ? null : (await work.FindPathOwnersAsync([key], cancellationToken)).Values.FirstOrDefault();
        if (id is not null && (await work.FindAsync([id], VersionSelector.Published, cancellationToken)).TryGetValue(id, out var live) && ItemMeaning.PathOf(live.Item) is { } own && ItemMeaning.PathKey(own) == key)
        {
            return id;
        }

        return FormerAddress.Parse(key) is var (kind, slug) && await FormerAddress.FindAsync(work, kind, slug, cancellationToken) is { ContentItemId: { } moved }
            && (await work.FindAsync([moved], VersionSelector.Published, cancellationToken)).ContainsKey(moved) ? moved : null;
    }

    /// <summary>Whether an address is one of this site.</summary>
    public static bool IsPath(string url) => url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal);

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
