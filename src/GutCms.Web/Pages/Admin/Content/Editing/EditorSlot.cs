using System.Text.Json.Nodes;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>How a value is edited.</summary>
internal enum EditorKind
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>Several lines of plain text.</summary>
    Lines,

    /// <summary>HTML, with the rich editor.</summary>
    Html,

    /// <summary>Path of the item on the site.</summary>
    Path,

    /// <summary>One of several texts.</summary>
    Choice,

    /// <summary>Tag of a language.</summary>
    Language,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An instant, written in UTC.</summary>
    DateTime,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>An address with an optional text.</summary>
    Link,

    /// <summary>Several texts, one on each line.</summary>
    List,

    /// <summary>Other items, in order.</summary>
    Pick,

    /// <summary>A picture of the library, with its alternative text.</summary>
    Picture,

    /// <summary>Items that live in this one, in order.</summary>
    Blocks,

    /// <summary>What the editor cannot change; it stays as it is.</summary>
    Kept,
}

/// <summary>A value of a type that the editor knows, from its definition.</summary>
/// <param name="Part">Name of the part's use in the type.</param>
/// <param name="Field">Name of the field; null: the value belongs to the part itself.</param>
/// <param name="Member">Name of the JSON member that holds the value.</param>
/// <param name="Kind">How it is edited.</param>
/// <param name="Label">Name for people; null: the one in the texts of the admin.</param>
internal sealed record EditorSlot(string Part, string? Field, string Member, EditorKind Kind, string? Label)
{
    /// <summary>What to write there; null when the definition says nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>It has to be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>Most characters; null: no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Least and most and step of a number, as the browser is told; null: none.</summary>
    public (string? Minimum, string? Maximum, string Step) Range { get; init; } = (null, null, "any");

    /// <summary>The texts of a <see cref="EditorKind.Choice"/>, by value.</summary>
    public IReadOnlyList<(string Value, string Name)> Options { get; init; } = [];

    /// <summary>Types of what can be picked or added.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>More than one can be picked.</summary>
    public bool Multiple { get; init; }

    /// <summary>Pattern of an AutoroutePart.</summary>
    public string? Pattern { get; init; }

    /// <summary>Value of a new item.</summary>
    public string? Default { get; init; }

    /// <summary>Name of the form field within its item.</summary>
    public string Name => Kind == EditorKind.Blocks ? Part : Field is null ? $"{Part}.{Member}" : $"{Part}.{Field}.{Member}";

    /// <summary>It is the title of its item.</summary>
    public bool IsTitle => this is { Part: "TitlePart", Field: null };

    /// <summary>Path of the value within the item's JSON.</summary>
    public string JsonPath => Field is null ? $"{Part}.{Member}" : $"{Part}.{Field}.{Member}";

    /// <summary>The JSON object that holds the value; null when the item has none.</summary>
    public JsonObject? HolderIn(JsonObject item) => item[Part] is JsonObject part ? Field is null ? part : part[Field] as JsonObject : null;

    /// <summary>The JSON object that holds the value; made when the item has none.</summary>
    public JsonObject EnsureHolderIn(JsonObject item)
    {
        var part = Ensure(item, Part);
        return Field is null ? part : Ensure(part, Field);
    }

    private static JsonObject Ensure(JsonObject json, string name)
    {
        if (json[name] is not JsonObject found)
        {
            json[name] = found = [];
        }

        return found;
    }
}
