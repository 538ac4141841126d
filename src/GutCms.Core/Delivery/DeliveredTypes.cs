using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>
/// Which types readers get: articles, series and disclaimers, and each type that its definition marks. Nothing else is delivered, whether or not it is published or has a review policy.
/// </summary>
public static class DeliveredTypes
{
    /// <summary>Folder of the addresses of items of marked types.</summary>
    public const string Folder = "items";

    /// <summary>The kind of the documents of a type; null: it is not delivered.</summary>
    public static DeliveryKind? KindOf(string contentType, ContentDefinitions definitions) => OwnKindOf(contentType) ?? (definitions.FindType(contentType)?.IsMarkedDelivered == true ? DeliveryKind.Item : null);

    /// <summary>The kind of the documents of an item; null: it is not delivered.</summary>
    public static DeliveryKind? KindOf(ContentItem item, ContentDefinitions definitions)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(definitions);
        return KindOf(item.ContentType, definitions);
    }

    /// <summary>Whether items of a type say their language and the set of translations that they are in.</summary>
    public static bool IsTranslatable(string contentType, ContentDefinitions definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return definitions.FindType(contentType)?.Parts.Any(part => part.PartName == ItemMeaning.LanguagePart) == true;
    }

    /// <summary>The types that the definitions mark, in the order of definition.</summary>
    public static IEnumerable<ContentTypeDefinition> Marked(ContentDefinitions definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return definitions.Types.Where(type => type.IsMarkedDelivered && OwnKindOf(type.Name) is null);
    }

    /// <summary>The delivered type of this name, in whatever case; null: there is none.</summary>
    public static string? Find(string name, ContentDefinitions definitions) =>
        ItemMeaning.Delivered.Concat(Marked(definitions).Select(type => type.Name)).FirstOrDefault(type => type.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The kind of the program's own types; null: it is none of these.</summary>
    public static DeliveryKind? OwnKindOf(string contentType) => contentType switch
    {
        ItemMeaning.Article => DeliveryKind.Article,
        ItemMeaning.Series => DeliveryKind.Series,
        ItemMeaning.Disclaimer => DeliveryKind.Disclaimer,
        _ => null,
    };

    /// <summary>Key of the document of an item.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="item">The item.</param>
    public static string KeyOf(DeliveryKind kind, ContentItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return kind switch
        {
            DeliveryKind.Disclaimer => item.ContentItemId.ToLowerInvariant(),
            DeliveryKind.Item => KeyOf(item.ContentType, ItemMeaning.SlugOf(item)),
            _ => ItemMeaning.SlugOf(item),
        };
    }

    /// <summary>Key of the document of an item of a marked type.</summary>
    /// <param name="contentType">The type, in whatever case.</param>
    /// <param name="slug">The slug.</param>
    public static string KeyOf(string contentType, string slug) => $"{TypeKey(contentType)}/{slug}";

    /// <summary>A type as it stands in addresses.</summary>
    public static string TypeKey(string contentType)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        return contentType.ToLowerInvariant();
    }

    /// <summary>The type of a document as it stands in addresses.</summary>
    public static string TypeKeyOf(DeliveryKind kind, string key) => TypeKey(TypeOf(kind, key, ContentDefinitions.Empty));

    /// <summary>The slug in the key of a document.</summary>
    public static string SlugOf(DeliveryKind kind, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return kind == DeliveryKind.Item ? key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..] : key;
    }

    /// <summary>Whether readers find it by the last segment of its path, so that no other item of its type may have the same, in whatever folder.</summary>
    public static bool IsFoundBySlug(ContentItem item, ContentDefinitions definitions) => KindOf(item, definitions) is not null && ItemMeaning.PathOf(item) is not null;

    /// <summary>Type of the items of a kind; of marked types the one that the key of a document names.</summary>
    public static string TypeOf(DeliveryKind kind, string key, ContentDefinitions definitions) => kind switch
    {
        DeliveryKind.Article => ItemMeaning.Article,
        DeliveryKind.Series => ItemMeaning.Series,
        DeliveryKind.Disclaimer => ItemMeaning.Disclaimer,
        _ => key.Split('/')[0] is var name && Find(name, definitions) is { } type ? type : name,
    };
}
