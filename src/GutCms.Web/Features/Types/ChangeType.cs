using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Types;

/// <summary>
/// Adds a field to a type, or puts its fields in another order, as a recipe does: tried first, so that what it does to live texts is seen before it is done, by the same run and with the same checks.
/// </summary>
internal sealed partial class ChangeType(ReadTypes types, RecipeRuns runs)
{
    private const int MostOptions = 100;
    private const int LongestText = 255;

    /// <summary>A field to add.</summary>
    /// <param name="Name">Technical name: a letter, then letters and digits, at most 64.</param>
    /// <param name="Label">Name for people, 1 to 255 characters.</param>
    /// <param name="Kind">Name of a <see cref="FieldKind"/>.</param>
    /// <param name="Hint">What the editor says about it; empty: nothing.</param>
    /// <param name="IsRequired">A text cannot be submitted without it.</param>
    /// <param name="Options">Of a choice: the words, one a line.</param>
    public sealed record Field(string Name, string Label, string Kind, string Hint, bool IsRequired, string Options);

    /// <summary>Begins to try a new field.</summary>
    /// <returns>The dry run, which can be carried out from its page.</returns>
    public async Task<Outcome<RecipeRun>> AddAsync(Actor actor, string type, Field field, CancellationToken cancellationToken)
    {
        var (known, refusal) = await FindAsync(actor, type, cancellationToken);
        if (known is null)
        {
            return refusal!;
        }

        string[] options = [.. field.Options.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        List<ContentFault> faults = [];
        void When(bool wrong, string path, Sentence sentence)
        {
            if (wrong)
            {
                faults.Add(new(path, sentence));
            }
        }

        var kind = FieldKind.All.FirstOrDefault(kind => kind.Name == field.Kind);
        When(!FieldNames().IsMatch(field.Name), "$.Name", SiteSentence.Of("Types.Name"));
        When(known.OwnFields.Any(other => other.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)), "$.Name", SiteSentence.Of("Types.FieldIsThere", field.Name));
        When(field.Label.Length is 0 or > LongestText, "$.Label", SiteSentence.Of("Types.Label", LongestText));
        When(kind is null, "$.Kind", SiteSentence.Of("Types.Kind"));
        When(kind?.Name == FieldKind.Choice && options.Length is < 2 or > MostOptions, "$.Options", SiteSentence.Of("Types.Options", MostOptions));
        return faults.Count > 0
            ? new Refusal(RefusalKind.Invalid, SiteSentence.Of("Types.Faults")) { Faults = [.. faults] }
            : await TryAsync(actor, known, new JsonArray(RecordOf(field, kind!, known.OwnFields.Count, options)));
    }

    /// <summary>Begins to try another order of a type's own fields.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="type">The type.</param>
    /// <param name="places">A number for each field; those with the same keep their order, as do those without one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<RecipeRun>> OrderAsync(Actor actor, string type, IReadOnlyDictionary<string, int> places, CancellationToken cancellationToken)
    {
        var (known, refusal) = await FindAsync(actor, type, cancellationToken);
        return known is null ? refusal! : await TryAsync(actor, known, [.. known.OwnFields.Select((field, at) => (field, Place: places.TryGetValue(field.Name, out var place) ? place : at + 1)).OrderBy(entry => entry.Place)
            .Select((entry, at) => (JsonNode)new JsonObject { ["FieldName"] = entry.field.FieldName, ["Name"] = entry.field.Name, ["Settings"] = new JsonObject { ["ContentPartFieldSettings"] = Position(at) } })]);
    }

    private async Task<(TypeView? Type, Refusal? Refusal)> FindAsync(Actor actor, string type, CancellationToken cancellationToken) =>
        !Authorization.Allows(actor, Permissions.EditContentTypes)
            ? (null, new(RefusalKind.Forbidden, SiteSentence.Of("Types.MayNot")) { UnmetRules = [UnmetRule.NoPermission(Permissions.EditContentTypes)] })
            : await types.FindAsync(actor, type, cancellationToken) is { } known ? (known, null) : (null, new(RefusalKind.NotFound, SiteSentence.Of("Types.NoType")));

    private Task<Outcome<RecipeRun>> TryAsync(Actor actor, TypeView type, JsonArray fields)
    {
        JsonObject definitions = new()
        {
            ["ContentTypes"] = new JsonArray(new JsonObject
            {
                ["Name"] = type.Name,
                ["ContentTypePartDefinitionRecords"] = new JsonArray(new JsonObject { ["PartName"] = type.Name, ["Name"] = type.Name, ["Settings"] = new JsonObject() }),
            }),
            ["ContentParts"] = new JsonArray(new JsonObject { ["Name"] = type.Name, ["Settings"] = new JsonObject(), ["ContentPartFieldDefinitionRecords"] = fields }),
        };
        return runs.BeginAsync(actor, $"type-{type.Name}.recipe.json", Encoding.UTF8.GetBytes(ReadTypes.RecipeOf($"type-{type.Name}", definitions).ToJsonString()), RecipeRunMode.DryRun);
    }

    private static JsonObject RecordOf(Field field, FieldKind kind, int at, string[] options)
    {
        var common = Position(at);
        common["DisplayName"] = field.Label;
        if (kind.Editor is not null)
        {
            common["Editor"] = kind.Editor;
        }

        JsonObject settings = new() { ["ContentPartFieldSettings"] = common, [kind.FieldName + "Settings"] = new JsonObject { ["Hint"] = field.Hint, ["Required"] = field.IsRequired } };
        if (kind.Name == FieldKind.Choice)
        {
            settings["TextFieldPredefinedListEditorSettings"] = new JsonObject { ["Options"] = new JsonArray([.. options.Select(option => (JsonNode)new JsonObject { ["name"] = option, ["value"] = option })]) };
        }

        return new() { ["FieldName"] = kind.FieldName, ["Name"] = field.Name, ["Settings"] = settings };
    }

    private static JsonObject Position(int at) => new() { ["Position"] = at.ToString(CultureInfo.InvariantCulture) };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldNames();
}
