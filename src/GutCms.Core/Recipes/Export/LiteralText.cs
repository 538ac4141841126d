using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Recipes.Scripts;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Export;

/// <summary>Keeps text literal in a recipe.</summary>
/// <remarks>
/// Orchard Core evaluates a string that looks like an expression again and again until it no longer does, whatever it is wrapped in, so plain text such
/// as <c>[note: x]</c> cannot be carried. In HTML the bracket has another spelling, which the sanitiser turns back.
/// </remarks>
internal sealed class LiteralText
{
    private const int Limit = 20;
    private readonly List<ContentFault> _faults = [];

    public IReadOnlyList<ContentFault> Faults => _faults;

    /// <summary>Spells HTML below a node so that it stays literal, in place, and notes other text that cannot.</summary>
    /// <param name="node">What is going to be written.</param>
    /// <param name="what">What it is, for messages.</param>
    public void Protect(JsonNode? node, string what)
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
                        Protect(value, what);
                    }
                }

                break;
            case JsonArray array:
                foreach (var value in array)
                {
                    Protect(value, what);
                }

                break;
            case not null when _faults.Count < Limit && node.AsText() is { } text && RecipeScripts.IsExpression(text):
                _faults.Add(new($"{what}: {node.GetPath()}", Sentence.Verbatim($"The text '{text}' would be evaluated on import, and no recipe can carry it. Let it begin with another character.")));
                break;
        }
    }
}
