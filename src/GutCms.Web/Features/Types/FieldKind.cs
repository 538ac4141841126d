namespace GutCms.Web.Features.Types;

/// <summary>A kind of field that the admin can add.</summary>
/// <param name="Name">Name in the form, and of its text <c>Types.Kind.Line</c>.</param>
/// <param name="FieldName">Type of the field in the definitions.</param>
/// <param name="Editor">Editor in the definitions; null: the usual one.</param>
internal sealed record FieldKind(string Name, string FieldName, string? Editor = null)
{
    /// <summary>A choice among words that are given with it.</summary>
    public const string Choice = "Choice";

    /// <summary>Items that are picked; there are fields of it, and the admin adds none.</summary>
    public const string Pick = "Pick";

    /// <summary>All, in the order of the form.</summary>
    public static IReadOnlyList<FieldKind> All { get; } =
    [
        new("Line", "TextField"), new("Lines", "TextField", "TextArea"), new("Html", "HtmlField", "Wysiwyg"), new(Choice, "TextField", "PredefinedList"), new("Flag", "BooleanField"), new("Number", "NumericField"),
        new("Date", "DateField"), new("Link", "LinkField"), new("List", "MultiTextField"),
    ];
}
