using System.Text.Json.Nodes;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Definitions;

/// <summary>
/// What a new item of a type can begin with, from the type's settings: <c>ContentTemplatesSettings</c> holds <c>Templates</c>, a list of
/// <c>{ "Name": "condition", "DisplayName": "Condition", "Description": "…", "Content": { "Body": { "ContentItems": [ … ] } } }</c>.
/// </summary>
/// <param name="Name">Technical name, unique within the type.</param>
/// <param name="DisplayName">Name for people; the technical one when none is given.</param>
/// <param name="Description">What it is for; null when nothing is said.</param>
/// <param name="Content">Parts of the item, as in a content item. Ids in it do not count: each use makes new ones.</param>
public sealed record ContentTemplate(string Name, string DisplayName, string? Description, JsonObject Content)
{
    /// <summary>Name of the settings of a type.</summary>
    public const string Settings = "ContentTemplatesSettings";

    /// <summary>Name of the list in the settings.</summary>
    public const string List = "Templates";

    /// <summary>The templates of a type, in order.</summary>
    public static IEnumerable<ContentTemplate> Of(ContentTypeDefinition type) =>
        from template in (type.Settings.Object(Settings).Array(List) ?? []).OfType<JsonObject>()
        let name = template.Text("Name")
        where name is { Length: > 0 }
        select new ContentTemplate(name, template.Text("DisplayName") ?? name, template.Text("Description"), template.Object("Content") ?? []);
}
