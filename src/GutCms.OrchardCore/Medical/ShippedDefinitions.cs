using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Medical;

/// <summary>The definitions recipe that is shipped, of which single types can be brought in.</summary>
/// <remarks>Handlers of recipe steps are looked up late: one of them asks what is installed.</remarks>
internal sealed class ShippedDefinitions(IServiceProvider scope)
{
    private const string Step = "ContentDefinition";

    /// <summary>Has the site's own handlers define types, each with the part that is named like it.</summary>
    /// <param name="types">Names as they are shipped.</param>
    /// <param name="names">Other names that types have here.</param>
    /// <exception cref="InvalidOperationException">A handler found a fault.</exception>
    public async Task BringInAsync(IReadOnlyCollection<string> types, OtherNames names)
    {
        foreach (var step in ShippedRecipes.Read("gutcms.definitions").Where(step => (string?)step["name"] == Step))
        {
            Keep(step, "ContentTypes", types);
            Keep(step, "ContentParts", types);
            names.WriteInto(step);
            if (await SiteSteps.RunAsync(scope, step) is { Count: > 0 } faults)
            {
                throw new InvalidOperationException(string.Join(' ', faults));
            }
        }
    }

    private static void Keep(JsonObject step, string member, IReadOnlyCollection<string> names)
    {
        foreach (var other in step[member]!.AsArray().Where(record => !names.Contains((string?)record!["Name"])).ToList())
        {
            step[member]!.AsArray().Remove(other);
        }
    }
}
