using GutCms.Core.Content.Items;
using OrchardCore.ContentManagement.Metadata.Models;

namespace GutCms.OrchardCore.Medical;

/// <summary>A content type of the site's own that could be put under a review policy, and where what is reviewed stands in it.</summary>
/// <param name="Name">Technical name.</param>
/// <param name="DisplayName">What people call it.</param>
/// <param name="Title">Part with the title; null: the name in lists is reviewed in its place.</param>
/// <param name="Texts">Where its text stands: parts, and fields as part and field.</param>
/// <param name="Disclaimer">What there is under the name of the picker of disclaimers.</param>
public sealed record OwnType(string Name, string DisplayName, string? Title, IReadOnlyList<string> Texts, DisclaimerPicker Disclaimer)
{
    /// <summary>Reads it from the definition.</summary>
    public static OwnType Of(ContentTypeDefinition type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var fields = type.Parts.SelectMany(part => part.PartDefinition.Fields.Select(field => (Part: part.Name, field.Name, Kind: field.FieldDefinition.Name))).ToList();
        var picker = fields.Where(field => field.Part == type.Name && field.Name == ItemMeaning.DisclaimerField).Select(field => field.Kind).FirstOrDefault();
        return new(
            type.Name,
            type.DisplayName,
            type.Parts.Any(part => part.PartDefinition.Name == "TitlePart") ? "TitlePart" : null,
            [
                .. type.Parts.Where(part => part.PartDefinition.Name is "HtmlBodyPart" or "MarkdownBodyPart" or "FlowPart" or "BagPart").Select(part => part.Name),
                .. fields.Where(field => field.Kind is "HtmlField" or "MarkdownField" or "TextField").Select(field => $"{field.Part}.{field.Name}"),
            ],
            picker is null ? DisclaimerPicker.Missing : picker == "ContentPickerField" ? DisclaimerPicker.Present : DisclaimerPicker.AnotherField);
    }
}

/// <summary>What a type has under the name of the picker of disclaimers.</summary>
public enum DisclaimerPicker
{
    /// <summary>Nothing: one can be added.</summary>
    Missing,

    /// <summary>A content picker.</summary>
    Present,

    /// <summary>A field of another kind, so that no picker can be added.</summary>
    AnotherField,
}
