using GutCms.Core.Content.Items;

namespace GutCms.Core.Content.Projecting;

/// <summary>A field that has its own place in the projection.</summary>
/// <param name="Name">Name of the field in the part named like the type.</param>
/// <param name="Member">Name in the projection; empty: not in it.</param>
/// <param name="DefaultType">Field type where the definitions do not say one.</param>
internal sealed record ProjectedField(string Name, string Member, string DefaultType);

/// <summary>Where the fields of GutCms's own types stand in the projection, as data. Any other field is projected below <c>fields</c>.</summary>
internal static class ProjectedFields
{
    private static readonly ProjectedField[] Article =
    [
        new("Subtitle", "subtitle", "TextField"),
        new("Excerpt", "excerpt", "TextField"),
        new(ItemMeaning.SeriesField, "", "ContentPickerField"),
        new(ItemMeaning.PositionField, "", "NumericField"),
        new(ItemMeaning.DisclaimerField, "", "ContentPickerField"),
        new(ItemMeaning.HotArticlesField, "", "ContentPickerField"),
    ];

    private static readonly ProjectedField[] Reference =
    [
        new("Doi", "doi", "TextField"),
        new("Pmid", "pmid", "TextField"),
        new("Url", "url", "LinkField"),
        new("Grade", "grade", "TextField"),
        new("Retracted", "retracted", "BooleanField"),
    ];

    private static readonly ProjectedField[] Series = [new("Description", "description", "HtmlField")];

    private static readonly ProjectedField[] Disclaimer =
    [
        new("Kind", "kind", "TextField"),
        new("Text", "html", "HtmlField"),
        new(ItemMeaning.LanguageField, "", "TextField"),
    ];

    private static readonly ProjectedField[] Figure =
    [
        new(ItemMeaning.PictureField, "path", ItemMeaning.MediaField),
        new(ItemMeaning.DecorativeField, "decorative", "BooleanField"),
        new(ItemMeaning.CaptionField, "caption", "TextField"),
        new(ItemMeaning.CreditField, "credit", "TextField"),
        new(ItemMeaning.LicenseField, "license", "TextField"),
    ];

    /// <summary>Those of the part that is named so, whether as that of a type or among others.</summary>
    public static ProjectedField[] Of(string partName) => partName switch
    {
        ItemMeaning.Article => Article,
        "Reference" => Reference,
        ItemMeaning.Series => Series,
        ItemMeaning.Disclaimer => Disclaimer,
        ItemMeaning.FigurePart => Figure,
        _ => [],
    };
}
