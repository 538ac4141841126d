using System.Text.Json.Nodes;
using GutCms.Web.Features.Look;
using GutCms.Web.Pages.Delivered;

namespace GutCms.Web.Pages.Articles;

/// <summary>What an article is in the terms of schema.org, on its own page: what is delivered, with whole addresses, and what the site says of itself. Nothing that is not on record or on the page.</summary>
internal static class StructuredData
{
    private const string Type = "@type", Name = "name";

    /// <summary>The block for the page; null: nothing was delivered.</summary>
    /// <param name="article">The article.</param>
    /// <param name="address">Makes whole addresses.</param>
    /// <param name="look">The site.</param>
    public static JsonObject? Of(DeliveredArticle article, PublicAddress address, SiteLook look)
    {
        if (article.JsonLd?.DeepClone() is not JsonObject page || (string?)page["url"] is not { } path)
        {
            return null;
        }

        var url = address.Of(path);
        page["@id"] = url;
        page["url"] = url;
        page["mainEntityOfPage"] = url;
        if (page["isPartOf"] is JsonObject series && (string?)series["url"] is { } seriesPath)
        {
            series["url"] = address.Of(seriesPath);
        }

        if (page["image"] is JsonObject image && (string?)image["url"] is { } picture)
        {
            image["url"] = address.Of(picture);
        }

        page["publisher"] = Publisher(address, look);
        page["breadcrumb"] = Trail(article, address, look, url);
        return page;
    }

    private static JsonObject Publisher(PublicAddress address, SiteLook look)
    {
        JsonObject publisher = new() { [Type] = "Organization", [Name] = look.Name, ["url"] = address.Of("/") };
        if (look.Logo is { } logo)
        {
            publisher["logo"] = new JsonObject { [Type] = "ImageObject", ["url"] = address.Of(logo) };
        }

        return publisher;
    }

    private static JsonObject Trail(DeliveredArticle article, PublicAddress address, SiteLook look, string url)
    {
        List<(string Name, string Address)> steps = [(look.Name, address.Of("/"))];
        if (article.Series is { } series)
        {
            steps.Add((series.Title, address.Of("/series/" + Uri.EscapeDataString(series.Slug))));
        }

        steps.Add((article.Content.Title, url));
        return new()
        {
            [Type] = "BreadcrumbList",
            ["itemListElement"] = new JsonArray([.. steps.Select((step, index) => (JsonNode)new JsonObject { [Type] = "ListItem", ["position"] = index + 1, [Name] = step.Name, ["item"] = step.Address })]),
        };
    }
}
