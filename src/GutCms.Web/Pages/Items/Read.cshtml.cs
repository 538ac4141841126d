using System.Text;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Items;

/// <summary>An item of a type that the site added, with the articles that lead to it.</summary>
internal sealed class ReadModel(IDeliveryReader reader, IItemLists lists, ReadDeliveredTypes types, AbsentPage absent, PageCache cache) : PageModel
{
    private const int PageSize = 24;

    private static readonly ItemPeriod Always = new(null, null);

    /// <summary>The item as delivered.</summary>
    public ItemOfType Item { get; private set; } = null!;

    /// <summary>Articles that lead to it, the newest first.</summary>
    public ArticleListing Articles { get; private set; } = ArticleListing.Empty;

    /// <summary>The type as it stands in the address.</summary>
    public string TypeKey => DeliveredTypes.TypeKey(Item.Type);

    /// <summary>The slug as it stands in the address.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string type, string slug, string? after, CancellationToken cancellationToken)
    {
        if (DeliveredTypes.Find(type, ContentDefinitions.Empty) is { } own)
        {
            return DeliveredTypes.OwnKindOf(own) is { } kind && kind != DeliveryKind.Disclaimer ? RedirectPermanent("~" + FormerAddress.UrlOf(kind, slug)) : NotFound();
        }

        var key = DeliveredTypes.KeyOf(type, slug);
        var document = await reader.FindAsync(DeliveryKind.Item, key, cancellationToken);
        if (document is null)
        {
            return await absent.AnswerAsync(HttpContext, DeliveryKind.Item, key, cancellationToken);
        }

        if (absent.Canonical(HttpContext, DeliveryKind.Item, document) is { } elsewhere)
        {
            return elsewhere;
        }

        Item = DeliveredJson.Item(document.Identity);
        Slug = DeliveredTypes.SlugOf(document.Kind, document.Key);
        after = string.IsNullOrEmpty(after) ? null : after;
        Articles = await ArticlesAsync(after, cancellationToken);
        if (after is not null && Articles.Cards.Count == 0)
        {
            return RedirectToPage(null, new { type = TypeKey, slug = Slug });
        }

        return cache.IsFresh(HttpContext, document.SurrogateKeys + " articles", [Encoding.UTF8.GetBytes(document.ETag), .. Articles.Read]) ? StatusCode(StatusCodes.Status304NotModified) : Page();
    }

    /// <summary>By the first picker of articles that is indexed and leads here. A cursor belongs to one of them.</summary>
    private async Task<ArticleListing> ArticlesAsync(string? after, CancellationToken cancellationToken)
    {
        var article = (await types.ExecuteAsync(cancellationToken)).Single(known => known.Name == ItemMeaning.Article);
        foreach (var field in article.Indexed.Where(field => article.Links.Contains(field.Name)))
        {
            try
            {
                var query = new ItemListQuery(
                    article.Name, [new DeliveryValue(IndexedFields.Prefix + field.Name, Item.Id)], Always, Always, [new(ItemSortKey.Published, Descending: true)], after, PageSize);
                if (await lists.ListAsync(query, cancellationToken) is { Total: > 0 } page)
                {
                    return ArticleListing.Of(page, after);
                }
            }
            catch (BadCursorException)
            {
                // It is another one's, or nobody's: then the list is shown from its beginning.
                continue;
            }
        }

        return ArticleListing.Empty;
    }
}
