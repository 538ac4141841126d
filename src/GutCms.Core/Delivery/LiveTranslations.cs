using System.Text.Json;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>A text in one of the languages in which it is live.</summary>
/// <param name="Language">Language tag of the text.</param>
/// <param name="Id">ContentItemId.</param>
/// <param name="Kind">Kind of its document.</param>
/// <param name="Key">Key of its document.</param>
/// <param name="IsDefault">It is in the language of the site.</param>
internal sealed record LiveTranslation(string Language, string Id, DeliveryKind Kind, string Key, bool IsDefault);

/// <summary>Finds in which languages texts are live. Which set an item is in is no part of what was approved of it: what is live of the set is shown, and what goes drops out.</summary>
/// <param name="work">The unit of work.</param>
/// <param name="definitions">Type definitions.</param>
/// <param name="siteLanguage">Language of the site.</param>
/// <param name="published">Finds published versions by item.</param>
/// <param name="shown">Finds what readers are shown of published versions, by item.</param>
internal sealed class LiveTranslations(
    IUnitOfWork work,
    ContentDefinitions definitions,
    string siteLanguage,
    Func<HashSet<string>, CancellationToken, Task<IReadOnlyDictionary<string, StoredVersion>>> published,
    Func<IReadOnlyCollection<StoredVersion>, CancellationToken, Task<Dictionary<string, ShownText>>> shown)
{
    private const int MostTranslations = 50_000;

    private readonly BoundedCache<string, IReadOnlyList<LiveTranslation>> _sets = new(MostTranslations, set => set.Count + 1);

    /// <summary>What it has in memory.</summary>
    public IBounded Cache => _sets;

    /// <summary>Items that have a latest or a published version in one of these sets.</summary>
    public static async Task<IReadOnlyList<string>> FindItemsAsync(IUnitOfWork work, IReadOnlyCollection<string> sets, CancellationToken cancellationToken) =>
        sets.Count == 0 ? [] : [.. (await work.FindTranslationsAsync(sets, cancellationToken)).Select(item => item.ContentItemId).Distinct(StringComparer.Ordinal)];

    /// <summary>Loads what is live of the sets of some texts.</summary>
    public async Task LoadAsync(IReadOnlyCollection<ShownText> texts, CancellationToken cancellationToken)
    {
        var sets = texts.Select(text => SetOf(text.Item)).OfType<string>().Where(set => !_sets.Contains(set)).ToHashSet(StringComparer.Ordinal);
        if (sets.Count == 0)
        {
            return;
        }

        var known = texts.Select(text => text.Item.ContentItemId).ToHashSet(StringComparer.Ordinal);
        var versions = (await published([.. (await FindItemsAsync(work, sets, cancellationToken)).Where(id => !known.Contains(id))], cancellationToken)).Values
            .Where(version => sets.Contains(ItemMeaning.TranslationSetOf(version.Item)) && KindOf(version.Item) is not null).ToList();
        IReadOnlyCollection<ShownText> others = versions.Count == 0 ? [] : (await shown(versions, cancellationToken)).Values;
        var live = others.Concat(texts.Where(text => KindOf(text.Item) is not null)).ToLookup(text => ItemMeaning.TranslationSetOf(text.Item), StringComparer.Ordinal);
        foreach (var set in sets)
        {
            _sets.Add(set, [.. live[set].Select(Entry)]);
        }
    }

    /// <summary>The languages in which a text is live, its own among them, in their order; empty while there is no other.</summary>
    public IReadOnlyList<LiveTranslation> Of(ShownText text)
    {
        if (SetOf(text.Item) is not { } set || KindOf(text.Item) is null)
        {
            return [];
        }

        // Of a site from before each language had one item, the one with the least id counts.
        var own = Entry(text);
        var all = (_sets.Find(set) ?? []).Where(other => other.Id != own.Id && !Same(other.Language, own.Language))
            .GroupBy(other => other.Language, StringComparer.OrdinalIgnoreCase).Select(group => group.MinBy(other => other.Id, StringComparer.Ordinal)!)
            .Append(own).OrderBy(other => other.Language, StringComparer.OrdinalIgnoreCase).ToList();
        return all.Count > 1 ? all : [];
    }

    /// <summary>The set that may have others of an item; null: there are none of its type.</summary>
    private string? SetOf(ContentItem item) =>
        ItemMeaning.TranslationsOf(item) ?? (DeliveredTypes.IsTranslatable(item.ContentType, definitions) ? item.ContentItemId : null);

    private LiveTranslation Entry(ShownText text)
    {
        var (kind, language) = (KindOf(text.Item)!.Value, text.Content.Text("language") ?? siteLanguage);
        return new(language, text.Item.ContentItemId, kind, DeliveredTypes.KeyOf(kind, text.Item), Same(language, siteLanguage));
    }

    /// <summary>The kind of its document; null: it has none, or none with an address of its own.</summary>
    private DeliveryKind? KindOf(ContentItem item) => DeliveredTypes.KindOf(item, definitions) is { } kind && FormerAddress.CanMove(kind) ? kind : null;

    private static bool Same(string language, string other) => language.Equals(other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Writes the languages of a text into documents.</summary>
internal static class TranslationJson
{
    /// <summary>Writes the member <c>translations</c>; nothing where there are none.</summary>
    public static void WriteTranslations(this Utf8JsonWriter writer, IReadOnlyList<LiveTranslation> translations)
    {
        if (translations.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("translations"u8);
        foreach (var translation in translations)
        {
            writer.WriteStartObject();
            writer.WriteString("language"u8, translation.Language);
            writer.WriteString("id"u8, translation.Id);
            writer.WriteString("slug"u8, DeliveredTypes.SlugOf(translation.Kind, translation.Key));
            writer.WriteString("url"u8, FormerAddress.UrlOf(translation.Kind, translation.Key));
            writer.WriteBoolean("default"u8, translation.IsDefault);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
