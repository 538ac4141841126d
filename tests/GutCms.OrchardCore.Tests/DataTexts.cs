using System.Text.Json.Nodes;
using GutCms.OrchardCore.Security;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>The texts of the module that Orchard Core keeps with the site's data: names of what the module defines, and descriptions of its permissions, under the names by which Orchard Core asks for translations.</summary>
internal static class DataTexts
{
    private const string Types = "Content Types";

    /// <summary>The feature that has the permissions: they stand under its name.</summary>
    private const string Feature = "GutCms Review";

    /// <summary>All of them.</summary>
    public static HashSet<ModuleText> Read()
    {
        var step = JsonNode.Parse(File.ReadAllText(Path.Combine(GutCmsExecutable.RepositoryRoot, "recipes", "gutcms.definitions.recipe.json")))!["steps"]!.AsArray()
            .Single(step => (string?)step!["name"] == "ContentDefinition")!;
        var types = step["ContentTypes"]!.AsArray().Select(type => type!).ToList();
        var reviewed = types.Where(type => PartsOf(type).Any(part => (string?)part["PartName"] == nameof(Reviews.ReviewPart))).Select(type => (string)type["DisplayName"]!).ToList();
        var fields = step["ContentParts"]!.AsArray().SelectMany(part => part!["ContentPartFieldDefinitionRecords"]!.AsArray().Select(field => new ModuleText($"Content Fields:{(string)part["Name"]!}", Shown(field!, "ContentPartFieldSettings")!)));
        return
        [
            .. types.Select(type => (string)type["DisplayName"]!).Concat(types.SelectMany(PartsOf).Select(part => Shown(part, "ContentTypePartSettings")).OfType<string>())
                .Concat(["Review", "Review desk", "Review Dashboard Widget"]).Select(name => new ModuleText(Types, name)),
            .. fields,
            .. GutCmsPermissions.OfContent.SelectMany(permission => reviewed.Select(type => GutCmsPermissions.Describe(permission, type)).Prepend(permission.Description)).Append(GutCmsPermissions.ManageReviewPolicies.Description)
                .Append(Feature).Select(text => new ModuleText("Permissions:" + Feature, text)),
        ];
    }

    private static IEnumerable<JsonNode> PartsOf(JsonNode type) => type["ContentTypePartDefinitionRecords"]!.AsArray().Select(part => part!);

    private static string? Shown(JsonNode definition, string settings) => (string?)definition["Settings"]?[settings]?["DisplayName"];
}
