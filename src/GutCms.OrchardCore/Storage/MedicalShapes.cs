using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.OrchardCore.Storage;

/// <summary>What a site has under the name of a medical type.</summary>
public enum TypeStanding
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A type that has what the program needs of it.</summary>
    Installed,

    /// <summary>A type of the site's own.</summary>
    Foreign,
}

/// <summary>A medical type and what the site has under its name.</summary>
/// <param name="Name">Technical name.</param>
/// <param name="Standing">What is there.</param>
/// <param name="OtherName">Name of the type that stands for it; null: there is none.</param>
public sealed record MedicalType(string Name, TypeStanding Standing, string? OtherName = null)
{
    /// <summary>Its name is taken, and nothing stands for it.</summary>
    public bool IsInTheWay => Standing == TypeStanding.Foreign && OtherName is null;
}

/// <summary>Tells the medical types from types of the site's own that have their names.</summary>
internal static class MedicalShapes
{
    /// <summary>Settings of a type that stands for a medical one under another name: it goes along with the definition, also in deployments.</summary>
    public const string StandInSettings = "GutCmsMedicalTypeSettings";

    /// <summary>Member of <see cref="StandInSettings"/> with the name of the medical type.</summary>
    public const string StandsFor = "StandsFor";

    /// <summary>What the program cannot do without, by type: parts as name and part, then fields of the part that is named like the type.</summary>
    private static readonly ImmutableArray<Need> Needs =
    [
        new(ItemMeaning.Article, [("TitlePart", "TitlePart"), (ItemMeaning.AddressPart, ItemMeaning.AddressPart), ("Body", "BagPart"), (ItemMeaning.Article, ItemMeaning.Article)], (ItemMeaning.DisclaimerField, "ContentPickerField")),
        new("Section", [("TitlePart", "TitlePart"), ("HtmlBodyPart", "HtmlBodyPart")]),
        new("Faq", [("TitlePart", "TitlePart"), ("Entries", "BagPart")]),
        new("FaqEntry", [("TitlePart", "TitlePart"), ("HtmlBodyPart", "HtmlBodyPart")]),
        new("Reference", [("TitlePart", "TitlePart"), ("Reference", "Reference")], ("Grade", "TextField")),
        new(ItemMeaning.Series, [("TitlePart", "TitlePart"), (ItemMeaning.AddressPart, ItemMeaning.AddressPart), (ItemMeaning.Series, ItemMeaning.Series)], ("Description", "HtmlField")),
        new(ItemMeaning.Disclaimer, [("TitlePart", "TitlePart"), (ItemMeaning.Disclaimer, ItemMeaning.Disclaimer)], ("Text", "HtmlField")),
    ];

    /// <summary>The types in the order in which they are listed to people. Orchard Core takes names in any case, so a type of the same name in another case is in the way as well.</summary>
    public static IReadOnlyList<MedicalType> Of(ContentDefinitions definitions) => [.. Needs.Select(need => new MedicalType(need.Type, Standing(definitions, need), StandIn(definitions, need.Type)))];

    /// <summary>A name of theirs is taken by a type of the site's own. Then nothing is an article, a series or a disclaimer only because of its name.</summary>
    public static bool AreTaken(ContentDefinitions definitions) => Of(definitions).Any(type => type.Standing == TypeStanding.Foreign);

    private static string? StandIn(ContentDefinitions definitions, string name) =>
        definitions.Types.FirstOrDefault(type => type.Settings[StandInSettings]?[StandsFor] is JsonValue value && value.TryGetValue<string>(out var shipped) && shipped == name)?.Name;

    private static TypeStanding Standing(ContentDefinitions definitions, Need need)
    {
        var found = definitions.Types.Where(type => string.Equals(type.Name, need.Type, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            return TypeStanding.Missing;
        }

        var isWhole = found is [var type] && type.Name == need.Type
            && need.Parts.All(part => type.Parts.Any(use => use.Name == part.Name && use.PartName == part.Part))
            && (need.Field is not { } field || definitions.FindPart(need.Type)?.Fields.Any(known => known.Name == field.Name && known.FieldName == field.Kind) == true);
        return isWhole ? TypeStanding.Installed : TypeStanding.Foreign;
    }

    private sealed record Need(string Type, (string Name, string Part)[] Parts, (string Name, string Kind)? Field = null);
}
