using System.Collections.Frozen;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Content.Checking;

/// <summary>A part or field that the program knows: the members of its JSON.</summary>
/// <param name="Members">Members by name; null: any.</param>
/// <param name="Value">The member whose presence makes the part or field filled in; null when it has none.</param>
internal sealed record KnownShape(FrozenDictionary<string, ValueKind>? Members, string? Value);

/// <summary>The known parts and fields, as data. Source: Orchard Core; ReviewPart is GutCms's.</summary>
internal static class KnownShapes
{
    public static FrozenDictionary<string, KnownShape> Parts { get; } = new Dictionary<string, KnownShape>
    {
        ["TitlePart"] = Shape(("Title", ValueKind.Text)),
        ["HtmlBodyPart"] = Shape(("Html", ValueKind.Html)),
        ["MarkdownBodyPart"] = Shape(("Markdown", ValueKind.Text)),
        [ItemMeaning.AddressPart] = Shape((ItemMeaning.AddressMember, ValueKind.Path), ("SetHomepage", ValueKind.Boolean), ("Disabled", ValueKind.Boolean), ("RouteContainedItems", ValueKind.Boolean), ("Absolute", ValueKind.Boolean)),
        ["AliasPart"] = Shape(("Alias", ValueKind.Text)),
        ["BagPart"] = Shape(("ContentItems", ValueKind.Items)),
        ["FlowPart"] = Shape(("Widgets", ValueKind.Items)),
        ["ListPart"] = Shape(),
        ["ContainedPart"] = Shape(("ListContentItemId", ValueKind.ItemId), ("ListContentType", ValueKind.Text), ("Order", ValueKind.Integer)),
        [ItemMeaning.LanguagePart] = Shape((ItemMeaning.TranslationsMember, ValueKind.Text), (ItemMeaning.LanguageMember, ValueKind.Text)),
        ["TaxonomyPart"] = Shape(("TermContentType", ValueKind.Text), ("Terms", ValueKind.Items)),
        ["PublishLaterPart"] = Shape(("ScheduledPublishUtc", ValueKind.DateTime)),
        ["ArchiveLaterPart"] = Shape(("ScheduledArchiveUtc", ValueKind.DateTime)),
        ["SitemapPart"] = Shape(("OverrideSitemapConfig", ValueKind.Boolean), ("ChangeFrequency", ValueKind.Any), ("Priority", ValueKind.Integer), ("Exclude", ValueKind.Boolean)),
        ["AuditTrailPart"] = Shape(("Comment", ValueKind.Text), ("ShowComment", ValueKind.Boolean)),
        ["SeoMetaPart"] = new KnownShape(null, null),
        // A read-only mirror for lists and clients: what it says on the way in is ignored, so nothing is demanded of it.
        ["ReviewPart"] = new KnownShape(null, null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, KnownShape> Fields { get; } = new Dictionary<string, KnownShape>
    {
        ["TextField"] = Shape(("Text", ValueKind.Text)),
        ["HtmlField"] = Shape(("Html", ValueKind.Html)),
        ["MarkdownField"] = Shape(("Markdown", ValueKind.Text)),
        ["BooleanField"] = Shape(("Value", ValueKind.Boolean)),
        ["NumericField"] = Shape(("Value", ValueKind.Number)),
        ["DateField"] = Shape(("Value", ValueKind.Date)),
        ["DateTimeField"] = Shape(("Value", ValueKind.DateTime)),
        ["TimeField"] = Shape(("Value", ValueKind.Time)),
        ["MultiTextField"] = Shape(("Values", ValueKind.TextList)),
        ["LinkField"] = Shape(("Url", ValueKind.Url), ("Text", ValueKind.Text), ("Target", ValueKind.Text)),
        ["ContentPickerField"] = Shape(("ContentItemIds", ValueKind.ItemIds)),
        ["UserPickerField"] = Shape(("UserIds", ValueKind.TextList), ("UserNames", ValueKind.TextList)),
        ["TaxonomyField"] = new KnownShape(Members(("TaxonomyContentItemId", ValueKind.ItemId), ("TermContentItemIds", ValueKind.ItemIds), ("TagNames", ValueKind.TextList)), "TermContentItemIds"),
        ["MediaField"] = Shape(("Paths", ValueKind.TextList), ("MediaTexts", ValueKind.TextList), ("Anchors", ValueKind.Any), ("AttachedFileNames", ValueKind.TextList), ("MediaFieldAttachedFileNameModel", ValueKind.Any)),
        ["LocalizationSetContentPickerField"] = Shape(("LocalizationSets", ValueKind.TextList)),
        ["YoutubeField"] = Shape(("RawAddress", ValueKind.Url), ("EmbeddedAddress", ValueKind.Url)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static KnownShape Shape(params (string Name, ValueKind Kind)[] members) => new(Members(members), members.Length == 0 ? null : members[0].Name);

    private static FrozenDictionary<string, ValueKind> Members(params (string Name, ValueKind Kind)[] members) =>
        members.ToFrozenDictionary(member => member.Name, member => member.Kind, StringComparer.Ordinal);
}
