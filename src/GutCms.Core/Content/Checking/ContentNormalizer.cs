using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>
/// Brings into one form what people write in several: the name of an item follows its title, one that is blank is none, and identifiers and addresses of sources are kept as they are linked. What has no such form is
/// a fault (<see cref="ContentValidator"/>) and stays as it is here.
/// </summary>
internal static class ContentNormalizer
{
    private static readonly (string Field, string Member, Func<string, string?> Form, Sentence Fault)[] OfSources =
    [
        (ItemMeaning.DoiField, "Text", SourceIdentifiers.Doi, Sentence.Of("Content.Doi")),
        (ItemMeaning.PmidField, "Text", SourceIdentifiers.Pmid, Sentence.Of("Content.Pmid")),
        (ItemMeaning.SourceAddressField, "Url", SourceIdentifiers.Address, Sentence.Of("Content.SourceAddress")),
    ];

    /// <summary>The item in that form; the same instance when it is in it already.</summary>
    public static ContentItem Normalize(ContentItem item)
    {
        var name = TitleOf(item.Parts) ?? (string.IsNullOrWhiteSpace(item.DisplayText) ? null : item.DisplayText);
        var named = name == item.DisplayText ? item : item with { DisplayText = name };
        if (!Edits(item.Parts, nested: false).Any())
        {
            return named;
        }

        var parts = item.Parts.DeepClone().AsObject();
        foreach (var (holder, member, value) in Edits(parts, nested: false).ToList())
        {
            holder[member] = value;
        }

        return named with { Parts = parts };
    }

    /// <summary>What is wrong with the identifiers and the address of a source: the members that have none of the forms, with paths from the part.</summary>
    public static IEnumerable<ContentFault> FaultsOf(JsonObject source) => OfSources
        .Where(value => source.Object(value.Field).Text(value.Member) is { } text && !string.IsNullOrWhiteSpace(text) && value.Form(text) is null)
        .Select(value => new ContentFault($".{value.Field}.{value.Member}", value.Fault));

    private static IEnumerable<(JsonObject Holder, string Member, string Value)> Edits(JsonObject item, bool nested)
    {
        if (nested && TitleOf(item) is { } title && item.Text(WellKnown.DisplayText) != title)
        {
            yield return (item, WellKnown.DisplayText, title);
        }

        foreach (var (field, member, form, _) in OfSources)
        {
            if (item.Object(ItemMeaning.SourcePart).Object(field) is { } holder && holder.Text(member) is { Length: > 0 } text && form(text) is { } normal && normal != text)
            {
                yield return (holder, member, normal);
            }
        }

        foreach (var inner in item.Select(part => part.Value).OfType<JsonObject>().SelectMany(NestedItems.In).Concat(nested ? NestedItems.BelowTerm(item) : []))
        {
            foreach (var edit in Edits(inner, nested: true))
            {
                yield return edit;
            }
        }
    }

    private static string? TitleOf(JsonObject item) => item.Object("TitlePart").Text("Title") is { } title && !string.IsNullOrWhiteSpace(title) ? title : null;
}
