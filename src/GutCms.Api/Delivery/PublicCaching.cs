using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GutCms.Api.Delivery;

/// <summary>For how long caches keep what readers get, and by which keys they are told to forget it. An answer that there is nothing is kept like the text
/// itself: a cache that may serve an old text while it asks anew goes on serving it for as long as it may not store what it is told.</summary>
public sealed class PublicCaching
{
    /// <summary>Key of every list of items of types that the definitions mark.</summary>
    public const string ItemLists = "items";

    private const string ArticleLists = "articles";
    private const string SeriesLists = "series";

    private const string SurrogateKey = "Surrogate-Key";

    private volatile string _cacheControl;

    /// <summary>Creates it.</summary>
    public PublicCaching(IOptionsMonitor<DeliveryHttpOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Written for every answer, made anew only when the settings change.
        _cacheControl = options.CurrentValue.CacheControl;
        options.OnChange(changed => _cacheControl = changed.CacheControl);
    }

    /// <summary>Value of Cache-Control.</summary>
    public string CacheControl => _cacheControl;

    /// <summary>Key of the lists of documents of a kind, by which caches forget them when one of these changes.</summary>
    public static string ListKeyOf(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Article => ArticleLists,
        DeliveryKind.Series => SeriesLists,
        _ => ItemLists,
    };

    /// <summary>Sets the headers.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="surrogateKeys">Separated by spaces.</param>
    public void Apply(IHeaderDictionary headers, StringValues surrogateKeys)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.CacheControl = _cacheControl;
        headers[SurrogateKey] = surrogateKeys;
    }

    /// <summary>Sets them on an answer that no cache may give without asking whether it is still true.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="surrogateKeys">Separated by spaces.</param>
    public void ApplyAsked(IHeaderDictionary headers, StringValues surrogateKeys)
    {
        Apply(headers, surrogateKeys);
        headers.CacheControl = "no-cache";
    }

    /// <summary>Sets them on an answer that there is nothing, or nothing any more: the keys of the item, where it is known, and of its lists.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="absence">Why; null: nothing is published there, and nothing is said of what else there may be.</param>
    public void ApplyMissing(IHeaderDictionary headers, DeliveryKind kind, Absence? absence)
    {
        // Whatever is published or withdrawn purges these, see docs/delivery.md.
        var lists = kind switch { DeliveryKind.Series => $"{SeriesLists} {ArticleLists}", DeliveryKind.Item => ItemLists, _ => ArticleLists };
        Apply(headers, absence is null ? lists : $"{absence.ContentItemId} {lists}");
    }
}
