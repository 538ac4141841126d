using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Texts;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Users;

/// <summary>Properties of a step, or of an object in it: names without regard to case, as Orchard Core binds them, but no unknown ones.</summary>
/// <param name="step">The step.</param>
/// <param name="context">Told about faults.</param>
/// <param name="json">The object.</param>
/// <param name="path">Its path below the step.</param>
internal sealed class StepJson(RecipeStep step, RecipeContext context, JsonObject json, string path)
{
    /// <summary>The value of a property; null when it is missing or null.</summary>
    public JsonNode? Find(string name) => json.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The text of a property; null when it is missing or no string.</summary>
    public string? Text(string name) => Find(name) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Whether a property is true.</summary>
    public bool Flag(string name) => Find(name)?.GetValueKind() == JsonValueKind.True;

    /// <summary>Reports a fault of a property.</summary>
    public void Fault(string name, Sentence sentence) =>
        context.Fault(step, $"{path}.{json.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Key ?? name}", sentence);

    /// <summary>Reports properties that are not among the known ones.</summary>
    public void CheckNames(Sentence what, IReadOnlyCollection<string> known)
    {
        foreach (var (name, _) in json.Where(member => !known.Contains(member.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Fault(step, $"{path}.{name}", SiteSentence.Of("Step.NoProperty", what, name));
        }
    }

    /// <summary>Reports those of these properties that are there and not of the expected kind.</summary>
    public void CheckKinds(IEnumerable<string> names, Sentence expected, Func<JsonNode, bool> fits)
    {
        foreach (var name in names.Where(name => Find(name) is { } value && !fits(value)))
        {
            Fault(name, SiteSentence.Of("Step.HasToBe", name, expected));
        }
    }
}
