using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Reading;

/// <summary>Reads the outline of a file in one pass over its stream; every fault of form is reported.</summary>
/// <param name="cursor">At the start of the JSON.</param>
/// <param name="fault">Told step index, path and message.</param>
internal sealed class RecipeOutlineReader(JsonCursor cursor, Action<int?, string, Sentence> fault)
{
    private readonly JsonObject _header = [];
    private readonly List<StepOutline> _steps = [];
    private JsonObject? _variables;
    private bool _stepsSeen;

    /// <summary>The outline; null when the root is no object.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public RecipeOutline? Read()
    {
        cursor.Read();
        if (cursor.Token != JsonTokenType.StartObject)
        {
            fault(null, "$", Sentence.Of("Recipe.IsObject"));
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.Text!;
            if (!names.Add(name))
            {
                fault(null, RecipeJson.Member("$", name), Sentence.Of("Recipe.PropertyTwice", name));
            }

            ReadMember(name);
        }

        // What follows the root's closing brace has to be looked at too.
        while (cursor.Read())
        {
        }

        if (!_stepsSeen)
        {
            fault(null, "$", Sentence.Of("Recipe.NoSteps"));
        }

        return new(_header, _variables ?? [], _steps);
    }

    private void ReadMember(string name)
    {
        if (name == "steps")
        {
            _stepsSeen = true;
            ReadSteps();
        }
        else if (name == "variables")
        {
            if (_stepsSeen)
            {
                fault(null, "$.variables", Sentence.Of("Recipe.VariablesAfterSteps"));
            }

            if (TryReadValue(null, "$.variables", out var value))
            {
                _variables = value as JsonObject;
                if (_variables is null)
                {
                    fault(null, "$.variables", Sentence.Of("Recipe.VariablesIsObject", RecipeJson.KindOf(value)));
                }
            }
        }
        else if (TryReadValue(null, RecipeJson.Member("$", name), out var value))
        {
            _header[name] = value;
        }
    }

    private void ReadSteps()
    {
        if (!cursor.TryEnterArray())
        {
            TryReadValue(null, "$.steps", out var value);
            fault(null, "$.steps", Sentence.Of("Recipe.StepsIsArray", RecipeJson.KindOf(value)));
            return;
        }

        for (var index = 0; cursor.Read() && cursor.Token != JsonTokenType.EndArray; index++)
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                ReadStep(index);
            }
            else
            {
                fault(index, $"$.steps[{index}]", Sentence.Of("Recipe.StepIsObject"));
                cursor.SkipRest();
            }
        }
    }

    private void ReadStep(int index)
    {
        var path = $"$.steps[{index}]";
        var properties = new JsonObject();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        JsonNode? stepName = null;
        var nameSeen = false;
        ItemsOutline? items = null;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.Text!;
            if (!names.Add(name))
            {
                fault(index, RecipeJson.Member(path, name), Sentence.Of("Recipe.PropertyTwiceInStep", name));
                cursor.ReadValue();
            }
            else if (string.Equals(name, "data", StringComparison.OrdinalIgnoreCase) && cursor.TryEnterArray())
            {
                items = new(name, cursor.TokenOffset, CountElements());
            }
            else if (TryReadValue(index, RecipeJson.Member(path, name), out var value))
            {
                if (string.Equals(name, "name", StringComparison.OrdinalIgnoreCase))
                {
                    nameSeen = true;
                    stepName = value;
                }
                else
                {
                    properties[name] = value;
                }
            }
        }

        if (stepName is JsonValue text && text.TryGetValue<string>(out var written) && written.Length > 0)
        {
            _steps.Add(new(index, written, properties, items));
        }
        else
        {
            fault(index, $"{path}.name", nameSeen ? Sentence.Of("Recipe.StepNameIsString") : Sentence.Of("Recipe.StepWithoutName"));
        }
    }

    private int CountElements()
    {
        var count = 0;
        while (!cursor.ReadValue().IsEmpty)
        {
            count++;
        }

        return count;
    }

    private bool TryReadValue(int? step, string path, out JsonNode? value) =>
        RecipeJson.TryParse(cursor.ReadValue().Span, path, (at, sentence) => fault(step, at, sentence), out value);
}
