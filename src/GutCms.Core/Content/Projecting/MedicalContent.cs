using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Telemetry;

namespace GutCms.Core.Content.Projecting;

/// <summary>The medical content of a version: every text that a reader can see, and its hash.</summary>
/// <remarks>
/// The projection is what delivery returns as <c>content</c>. It leaves out what is absent, null, <c>""</c>, <c>[]</c> or false, so that opening and
/// saving an item in an editor does not change the hash. Ids, dates, owners and the position in a series are not in it, nor what pickers pick unless the definitions deliver it.
/// How to recompute the hash: docs/content-hash.md.
/// </remarks>
public static class MedicalContent
{
    /// <summary>Projects a version. The members stand in a fixed order, but their order does not count for the hash.</summary>
    /// <param name="item">The version.</param>
    /// <param name="disclaimer">The disclaimer version that it is shown with; null when it has none. Counts only when it is one, and not for a disclaimer itself.</param>
    /// <param name="definitions">What the types are made of: fields that a site added are projected too.</param>
    /// <param name="siteLanguage">Language when the item does not say its own, for example <c>en</c>.</param>
    public static JsonObject Project(ContentItem item, ContentItem? disclaimer, ContentDefinitions definitions, string siteLanguage)
    {
        var content = new JsonObject { ["type"] = item.ContentType };
        content.AddText("language", ItemMeaning.LanguageOf(item, siteLanguage));
        new ItemProjection(definitions).Fill(content, item.ContentType, item.Parts, "title", displayText: item.DisplayText, withPicks: true);
        AddDisclaimer(content, item.ContentType, disclaimer, definitions);
        return content;
    }

    /// <summary>The nested items whose texts stand in the projection's <c>body</c>, in its order.</summary>
    /// <param name="item">The version.</param>
    /// <param name="definitions">What the types are made of.</param>
    public static ImmutableArray<BlockSource> BlocksOf(ContentItem item, ContentDefinitions definitions) => SourcesOf(item, "Body", definitions);

    /// <summary>The nested items whose texts stand in the projection's <c>references</c>, in its order.</summary>
    /// <param name="item">The version.</param>
    /// <param name="definitions">What the types are made of.</param>
    public static ImmutableArray<BlockSource> ReferencesOf(ContentItem item, ContentDefinitions definitions) => SourcesOf(item, "References", definitions);

    private static ImmutableArray<BlockSource> SourcesOf(ContentItem item, string bagName, ContentDefinitions definitions)
    {
        var projection = new ItemProjection(definitions);
        return Sources(item.Parts.Object(bagName));

        ImmutableArray<BlockSource> Sources(JsonObject? bag) =>
            [.. projection.Shown(NestedItems.Of("BagPart", bag)).Select(block => new BlockSource(block.Text(WellKnown.ContentItemId), Sources(block.Object("Entries"))))];
    }

    /// <summary><c>sha256:</c> and the lower-case hex SHA-256 of the RFC 8785 form of the projection.</summary>
    /// <exception cref="CanonicalJsonException">A text is not well-formed Unicode.</exception>
    public static string Hash(JsonObject projection)
    {
        Measures.Hashed();
        return CanonicalJson.Hash(projection);
    }

    /// <summary>A projected text as it is with another disclaimer; everything else of it stays as it is.</summary>
    /// <param name="content">The projection.</param>
    /// <param name="disclaimer">The disclaimer version that it is to be shown with.</param>
    /// <param name="definitions">What the types are made of.</param>
    public static JsonObject WithDisclaimer(JsonObject content, ContentItem disclaimer, ContentDefinitions definitions)
    {
        var changed = (JsonObject)content.DeepClone();
        changed.Remove("disclaimer");
        AddDisclaimer(changed, content.Text("type") ?? "", disclaimer, definitions);
        return changed;
    }

    private static void AddDisclaimer(JsonObject content, string contentType, ContentItem? disclaimer, ContentDefinitions definitions)
    {
        if (disclaimer is { ContentType: ItemMeaning.Disclaimer } && ItemMeaning.ShowsDisclaimer(contentType))
        {
            content.AddFilled("disclaimer", Disclaimer(disclaimer, definitions));
        }
    }

    private static JsonObject Disclaimer(ContentItem disclaimer, ContentDefinitions definitions)
    {
        var all = new JsonObject();
        new ItemProjection(definitions).Fill(all, disclaimer.ContentType, disclaimer.Parts, "title");
        // Its title is for lists only.
        all.Remove("title");
        return all;
    }
}

/// <summary>The nested item that a block of the projection comes from.</summary>
/// <param name="ContentItemId">Its id; null when it has none.</param>
/// <param name="Entries">Where its questions come from; empty when it has none.</param>
public sealed record BlockSource(string? ContentItemId, ImmutableArray<BlockSource> Entries);
