using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Recipes.Scripts;

namespace GutCms.Core.Recipes.Export;

/// <summary>Keeps text literal in a recipe.</summary>
/// <remarks>
/// Orchard Core evaluates a string that looks like an expression again and again until it no longer does, whatever it is wrapped in. In HTML the bracket has another spelling, which the sanitiser
/// turns back; other text, such as <c>[note: x]</c>, asks for a recipe that says of itself that nothing in it is an expression.
/// </remarks>
internal sealed class LiteralText
{
    /// <summary>There is text that has no other spelling.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>Spells HTML below a node so that it stays literal, in place, and notes other text that cannot.</summary>
    /// <param name="node">What is going to be written.</param>
    public void Protect(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json.ToList())
                {
                    if (name == "Html" && value.AsText() is { } html && RecipeScripts.IsExpression(html))
                    {
                        json[name] = string.Concat("&#91;", html.AsSpan(1));
                    }
                    else
                    {
                        Protect(value);
                    }
                }

                break;
            case JsonArray array:
                foreach (var value in array)
                {
                    Protect(value);
                }

                break;
            case not null when node.AsText() is { } text && RecipeScripts.IsExpression(text):
                IsNeeded = true;
                break;
        }
    }
}
