using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Media;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>An item, or a block of one, as the editor shows it.</summary>
/// <param name="Id">Its id; empty for a new item.</param>
/// <param name="TypeName">Technical name of its type.</param>
/// <param name="TypeLabel">Its type for people.</param>
/// <param name="Title">Its title; empty when it has none yet.</param>
/// <param name="Fields">What can be edited.</param>
internal sealed record EditorItem(string Id, string TypeName, string TypeLabel, string Title, IReadOnlyList<EditorField> Fields)
{
    /// <summary>Details: what stands before the first text or block and is not the title, where that is much. They fold away.</summary>
    public IReadOnlyList<EditorField> Details
    {
        get
        {
            const int Few = 3;
            EditorField[] before = [.. Fields.TakeWhile(each => each.Slot.Kind is not (EditorKind.Blocks or EditorKind.Html)).Where(each => !each.Slot.IsTitle)];
            return before.Length < Few || before.Length >= Fields.Count - 1 ? [] : before;
        }
    }

    /// <summary>This item's fields and those of its blocks.</summary>
    public IEnumerable<EditorField> AllFields => Fields.SelectMany(each => each.Blocks.SelectMany(block => block.AllFields).Prepend(each));
}

/// <summary>A value as the editor shows it.</summary>
/// <param name="Slot">What it is.</param>
/// <param name="Name">Name of the form field.</param>
/// <param name="JsonPath">Path of the value from the root of the item's JSON, as faults name it.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Value">Its text; empty when it has none.</param>
internal sealed record EditorField(EditorSlot Slot, string Name, string JsonPath, string Label, string Value)
{
    /// <summary>A line that is long by its nature, such as a citation: it gets the room that it needs.</summary>
    public bool IsLong { get; init; }

    /// <summary>Text of a link.</summary>
    public string LinkText { get; init; } = "";

    /// <summary>What a picture tells somebody who does not see it.</summary>
    public string Alt { get; init; } = "";

    /// <summary>The picture that is chosen; null: none, or none that the library knows.</summary>
    public MediaFile? Chosen { get; init; }

    /// <summary>Pictures that can be chosen without a script.</summary>
    public IReadOnlyList<MediaFile> Pictures { get; init; } = [];

    /// <summary>What is picked, in order.</summary>
    public IReadOnlyList<Pickable> Picked { get; init; } = [];

    /// <summary>What could be picked without a script.</summary>
    public IReadOnlyList<Pickable> Candidates { get; init; } = [];

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<EditorItem> Blocks { get; init; } = [];

    /// <summary>Types of blocks that can be added, with their names for people.</summary>
    public IReadOnlyList<(string Name, string Label)> BlockTypes { get; init; } = [];

    /// <summary>Name of the form field with the alternative text of a picture.</summary>
    public string AltName => PictureNames.AltOf(Name);

    /// <summary>Id of the form field.</summary>
    public string Id => FieldIds.Of(Name)!;
}

/// <summary>Names of the form fields of a picture.</summary>
internal static class PictureNames
{
    /// <summary>Name of the field with the alternative text, beside the one that names the picture.</summary>
    public static string AltOf(string name) => name[..^ItemMeaning.MediaPaths.Length] + ItemMeaning.MediaTexts;
}

/// <summary>Pictures of which one can be chosen: partial <c>_PictureChoices</c>.</summary>
/// <param name="Name">Name of the form field.</param>
/// <param name="Files">The pictures.</param>
/// <param name="Chosen">Path of the one that is chosen; null: none of them.</param>
internal sealed record PictureChoices(string Name, IReadOnlyList<MediaFile> Files, string? Chosen);

/// <summary>A block in its bag: partial <c>_Block</c>.</summary>
/// <param name="Block">The block.</param>
/// <param name="Name">Name of the bag's form field.</param>
/// <param name="IsOpen">It is shown with its fields, not only with its title.</param>
internal sealed record BlockInBag(EditorItem Block, string Name, bool IsOpen)
{
    /// <summary>Name of the bag in the templates of blocks; the script puts that of the real one there.</summary>
    public const string TemplateBag = "TemplateBag";

    /// <summary>Types of blocks that its bag takes, with their names for people.</summary>
    public IReadOnlyList<(string Name, string Label)> Types { get; init; } = [];
}
