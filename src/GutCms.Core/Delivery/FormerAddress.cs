using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>An address at which readers found an item and find it no more: they are sent on to where it is now.</summary>
/// <param name="Kind">What was shown there; never a disclaimer, whose address is its id.</param>
/// <param name="Key">The slug, lower case.</param>
/// <param name="ContentItemId">The item; null: the address was released, and readers are sent nowhere.</param>
/// <param name="SinceUtc">Since when, UTC.</param>
public sealed record FormerAddress(DeliveryKind Kind, string Key, string? ContentItemId, DateTime SinceUtc)
{
    /// <summary>Kind of the documents of the site that hold them.</summary>
    public const string DocumentKind = "address";

    // What the name of a document of the site may be long.
    private const int MostCharacters = 255;

    /// <summary>The address as a path without leading slash: <c>articles/old-name</c>.</summary>
    public string Path => PathOf(Kind, Key);

    /// <summary>An address as a path without leading slash.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a disclaimer's.</exception>
    public static string PathOf(DeliveryKind kind, string key) => $"{FolderOf(kind)}/{key}";

    /// <summary>Path of the page of a document, with a leading slash, escaped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a disclaimer's.</exception>
    public static string UrlOf(DeliveryKind kind, string key) => $"/{FolderOf(kind)}/{EscapedKey(kind, key)}";

    /// <summary>The key of a document as it stands in an address.</summary>
    public static string EscapedKey(DeliveryKind kind, string key) =>
        kind == DeliveryKind.Item ? string.Join('/', key.Split('/').Select(Uri.EscapeDataString)) : Uri.EscapeDataString(key);

    /// <summary>Whether an item of this kind can move.</summary>
    public static bool CanMove(DeliveryKind kind) => kind is DeliveryKind.Article or DeliveryKind.Series or DeliveryKind.Item;

    /// <summary>Name of the document that holds an address.</summary>
    public static string NameOf(DeliveryKind kind, string key)
    {
        var path = PathOf(kind, key);
        return path.Length <= MostCharacters ? path : "sha256/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
    }

    /// <summary>Reads a document; null when it is none.</summary>
    public static FormerAddress? Read(JsonObject? document) =>
        document?.Text(nameof(Path)) is { } path && Parse(path) is var (kind, key)
            ? new(kind, key, document.Text(nameof(ContentItemId)), StoredInstants.Find(document.Text(nameof(SinceUtc))) ?? DateTime.UnixEpoch)
            : null;

    /// <summary>Kind and key of a path of something delivered by slug, whatever slashes stand around it; null: it is none.</summary>
    public static (DeliveryKind Kind, string Key)? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ItemMeaning.PathKey(path).Split('/') switch
        {
            ["articles", { Length: > 0 } slug] => (DeliveryKind.Article, slug),
            ["series", { Length: > 0 } slug] => (DeliveryKind.Series, slug),
            [DeliveredTypes.Folder, { Length: > 0 } type, { Length: > 0 } slug] => (DeliveryKind.Item, DeliveredTypes.KeyOf(type, slug)),
            _ => null,
        };
    }

    /// <summary>The document that holds it.</summary>
    public JsonObject Write() => new() { [nameof(Path)] = Path, [nameof(ContentItemId)] = ContentItemId, [nameof(SinceUtc)] = StoredInstants.Write(SinceUtc) };

    /// <summary>The former address at a key; null: there is none, or it was released.</summary>
    internal static async Task<FormerAddress?> FindAsync(IUnitOfWork work, DeliveryKind kind, string key, CancellationToken cancellationToken) =>
        CanMove(kind) && Read(await work.GetDocumentAsync(DocumentKind, NameOf(kind, key), cancellationToken)) is { ContentItemId: not null } former ? former : null;

    /// <summary>Keeps it, in place of whatever was known of the address.</summary>
    internal Task SaveAsync(IUnitOfWork work, CancellationToken cancellationToken) => work.SaveDocumentAsync(DocumentKind, NameOf(Kind, Key), Write(), cancellationToken);

    /// <summary>
    /// Id of the item, other than this one, to which readers are sent from the address that an item would take; null: it may have it. What was deleted has no claim.
    /// </summary>
    internal static async Task<string?> FindClaimantAsync(IUnitOfWork work, ContentItem item, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        if (DeliveredTypes.KindOf(item, definitions) is not { } kind || !DeliveredTypes.IsFoundBySlug(item, definitions)
            || await FindAsync(work, kind, DeliveredTypes.KeyOf(kind, item), cancellationToken) is not { ContentItemId: { } owner } || owner == item.ContentItemId)
        {
            return null;
        }

        return (await work.FindHeadsAsync([owner], cancellationToken)).ContainsKey(owner) ? owner : null;
    }

    private static string FolderOf(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Article => "articles",
        DeliveryKind.Series => "series",
        DeliveryKind.Item => DeliveredTypes.Folder,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The address of a disclaimer is its id."),
    };
}
