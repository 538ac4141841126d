using System.Collections.Immutable;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>
/// What an item lacks before anybody else should have to do with it. A draft may lack it. A value without a valid form is in it: a draft of before, or one that a host's own program wrote, can hold one.
/// </summary>
public static class Completeness
{
    private const string AddressPath = $"$.{ItemMeaning.AddressPart}.{ItemMeaning.AddressMember}";
    private const string TitlePath = "$.TitlePart.Title";

    /// <summary>What is missing, in document order; empty when nothing is. Paths start at the item: <c>$.Article.Disclaimer.ContentItemIds</c>.</summary>
    public static ImmutableArray<ContentFault> FindMissing(ContentItem item, ContentDefinitions definitions)
    {
        ImmutableArray<ContentFault> missing = [.. ContentValidator.Validate(item, definitions).Where(fault => fault.IsMissing || fault.BreaksForm)];

        // Without a title there is no address either, and one of both is enough to say.
        return HasAddress(item, definitions) || missing.Any(fault => fault.Path == TitlePath) ? missing
            : missing.Add(new(AddressPath, Sentence.Of("Content.NoPath")) { IsMissing = true });
    }

    private static bool HasAddress(ContentItem item, ContentDefinitions definitions) =>
        ItemMeaning.PathOf(item) is not null || Paths.Of(item, definitions) is null or { Length: > 0 };
}
