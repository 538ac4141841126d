using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Checks one item and those nested in it.</summary>
internal sealed class ItemCheck(ContentDefinitions definitions, ContentFaults faults)
{
    private const int MaxNesting = 8;
    private const string TermTaxonomy = "TaxonomyContentItemId";
    private readonly ValueCheck _values = new(faults);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Checks an item.</summary>
    /// <param name="json">The item.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="nested">It stands within another one.</param>
    /// <param name="depth">How deep.</param>
    /// <param name="isTerm">It is a term of a taxonomy, which has the terms below it as a member of its own.</param>
    public void Check(JsonNode? json, string path, bool nested, int depth = 0, bool isTerm = false)
    {
        if (json is not JsonObject item)
        {
            faults.Add(path, Sentence.Of("Content.ItemExpected"));
            return;
        }

        if (depth > MaxNesting)
        {
            faults.Add(path, Sentence.Of("Content.TooDeep", MaxNesting));
            return;
        }

        CheckWellKnown(item, path, nested);
        var typeName = item.Text(WellKnown.ContentType);
        if (string.IsNullOrEmpty(typeName))
        {
            faults.Add($"{path}.{WellKnown.ContentType}", Sentence.Of("Content.TypeMissing"));
            return;
        }

        if (definitions.FindType(typeName) is not { } type)
        {
            faults.Add($"{path}.{WellKnown.ContentType}", Sentence.Of("Content.TypeUnknown", typeName, Suggestion.For(typeName, definitions.Types.Select(known => known.Name))));
            return;
        }

        foreach (var (name, value) in item)
        {
            if (!WellKnown.Contains(name) && type.Parts.All(part => part.Name != name) && !(isTerm && name is NestedItems.Terms or NestedItems.TermPart))
            {
                faults.Add($"{path}.{name}", Sentence.Of("Content.PartUnknown", typeName, name, Suggestion.For(name, type.Parts.Select(part => part.Name))));
            }
        }

        foreach (var use in type.Parts)
        {
            CheckPart(item, use, path, depth);
        }

        if (isTerm)
        {
            CheckTerm(item, path, depth);
        }
    }

    private void CheckTerm(JsonObject item, string path, int depth)
    {
        if (item[NestedItems.TermPart] is { } part)
        {
            CheckTermPart(part, $"{path}.{NestedItems.TermPart}");
        }

        if (item[NestedItems.Terms] is not { } below)
        {
            return;
        }

        if (below is not JsonArray terms)
        {
            _values.Check(below, ValueKind.Items, $"{path}.{NestedItems.Terms}");
            return;
        }

        for (var i = 0; i < terms.Count; i++)
        {
            Check(terms[i], $"{path}.{NestedItems.Terms}[{i}]", nested: true, depth + 1, isTerm: true);
        }
    }

    private void CheckTermPart(JsonNode part, string path)
    {
        if (part is not JsonObject json)
        {
            faults.Add(path, Sentence.Of("Content.PartIsObject"));
            return;
        }

        foreach (var (name, value) in json)
        {
            if (name == TermTaxonomy)
            {
                _values.Check(value, ValueKind.ItemId, $"{path}.{name}");
            }
            else
            {
                faults.Add($"{path}.{name}", Sentence.Of("Content.FieldUnknown", NestedItems.TermPart, name, Suggestion.For(name, [TermTaxonomy])));
            }
        }
    }

    private void CheckWellKnown(JsonObject item, string path, bool nested)
    {
        foreach (var (name, value) in item)
        {
            var at = $"{path}.{name}";
            if (WellKnown.IsText(name))
            {
                _values.Check(value, ValueKind.Text, at);
            }
            else if (WellKnown.IsFlag(name))
            {
                _values.Check(value, ValueKind.Boolean, at);
            }
            else if (WellKnown.IsDate(name))
            {
                _values.Check(value, ValueKind.DateTime, at);
            }
        }

        CheckId(item, path, WellKnown.ContentItemId, required: nested);
        CheckId(item, path, WellKnown.ContentItemVersionId, required: false);
        if (nested && string.IsNullOrEmpty(item.Text(WellKnown.DisplayText)) && !string.IsNullOrEmpty(item.Object("TitlePart").Text("Title")))
        {
            faults.Add($"{path}.{WellKnown.DisplayText}", Sentence.Of("Content.NestedTitle"));
        }
    }

    private void CheckId(JsonObject item, string path, string name, bool required)
    {
        var id = item.Text(name);
        if (string.IsNullOrEmpty(id))
        {
            if (required)
            {
                faults.Add($"{path}.{name}", Sentence.Of("Content.NestedId"));
            }
        }
        else if (!ContentIds.IsValid(id))
        {
            faults.Add($"{path}.{name}", Sentence.Of("Content.Id"));
        }
        else if (name == WellKnown.ContentItemId && !_ids.Add(id))
        {
            faults.Add($"{path}.{name}", Sentence.Of("Content.IdTwice", id));
        }
    }

    private void CheckPart(JsonObject item, ContentTypePartDefinition use, string path, int depth)
    {
        var at = $"{path}.{use.Name}";
        var json = item[use.Name];
        if (json is not (null or JsonObject))
        {
            faults.Add(at, Sentence.Of("Content.PartIsObject"));
            return;
        }

        var part = json as JsonObject ?? [];
        var shape = KnownShapes.Parts.GetValueOrDefault(use.PartName);
        var definition = definitions.FindPart(use.PartName);
        if (shape is null && definition is null)
        {
            faults.Add(at, Sentence.Of("Content.PartUndefined", use.PartName));
            return;
        }

        foreach (var (name, value) in part)
        {
            if (definition?.Fields.Any(field => field.Name == name) == true || shape is { Members: null })
            {
                continue;
            }

            if (shape?.Members?.TryGetValue(name, out var kind) == true)
            {
                _values.Check(value, kind, $"{at}.{name}");
            }
            else
            {
                faults.Add($"{at}.{name}", Sentence.Of("Content.FieldUnknown", use.Name, name, Suggestion.For(name, [.. shape?.Members?.Keys ?? [], .. definition?.Fields.Select(field => field.Name) ?? []])));
            }
        }

        PartRules.Check(use, part, at, faults);
        foreach (var field in definition?.Fields ?? [])
        {
            new FieldCheck(field, _values, faults).Check(part[field.Name], $"{at}.{field.Name}");
        }

        CheckNested(use, part, at, depth);
    }

    private void CheckNested(ContentTypePartDefinition use, JsonObject part, string path, int depth)
    {
        if (NestedItems.Member(use.PartName) is not { } member || part.Array(member) is not { } items)
        {
            return;
        }

        var settings = use.Settings.Object($"{use.PartName}Settings");
        var types = settings.Texts("ContainedContentTypes").ToHashSet(StringComparer.Ordinal);
        var stereotypes = settings.Texts("ContainedStereotypes").ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var at = $"{path}.{member}[{i}]";
            var typeName = (items[i] as JsonObject).Text(WellKnown.ContentType);
            if (typeName is not null && types.Count + stereotypes.Count > 0 && !types.Contains(typeName) && !stereotypes.Contains(Stereotype(typeName)))
            {
                faults.Add($"{at}.{WellKnown.ContentType}", Sentence.Of("Content.TypeNotAllowed", use.Name, typeName));
            }

            Check(items[i], at, nested: true, depth + 1, isTerm: use.PartName == NestedItems.TaxonomyPart);
        }
    }

    private string Stereotype(string typeName) => definitions.FindType(typeName)?.Settings.Object("ContentTypeSettings").Text("Stereotype") ?? "";
}
