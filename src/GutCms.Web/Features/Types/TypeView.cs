namespace GutCms.Web.Features.Types;

/// <summary>A content type as the admin shows it.</summary>
/// <param name="Name">Technical name.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Description">What it is for; null when that is not on file.</param>
/// <param name="IsCreatable">People make items of it; otherwise it stands within others.</param>
/// <param name="Parts">Its parts, in order.</param>
internal sealed record TypeView(string Name, string DisplayName, string? Description, bool IsCreatable, IReadOnlyList<TypePartView> Parts)
{
    /// <summary>The fields of its own part, in the order of the editor.</summary>
    public IReadOnlyList<TypeFieldView> OwnFields => Parts.FirstOrDefault(part => part.PartName == Name)?.Fields ?? [];
}

/// <summary>The use of a part in a type.</summary>
/// <param name="Name">Name of the use.</param>
/// <param name="PartName">Name of the part.</param>
/// <param name="Fields">Its fields, in the order of the editor.</param>
internal sealed record TypePartView(string Name, string PartName, IReadOnlyList<TypeFieldView> Fields);

/// <summary>A field.</summary>
/// <param name="Name">Technical name.</param>
/// <param name="FieldName">Type of the field.</param>
/// <param name="Kind">Name of its <see cref="FieldKind"/>; null: one that the admin does not add.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Hint">What the editor says about it; null: nothing.</param>
/// <param name="IsRequired">A text cannot be submitted without it.</param>
internal sealed record TypeFieldView(string Name, string FieldName, string? Kind, string Label, string? Hint, bool IsRequired);
