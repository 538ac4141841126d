using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Checks the templates in the settings of a type: their shape, and that the types of their blocks exist.</summary>
internal sealed class TemplateCheck(IReadOnlySet<string> types, Action<string, Sentence> fault)
{
    private static readonly string[] Members = ["Name", "DisplayName", "Description", "Content"];

    /// <summary>Checks the settings of a type.</summary>
    /// <param name="settings">The settings; anything else has no templates.</param>
    /// <param name="path">Path of the settings.</param>
    public void Run(JsonObject? settings, string path)
    {
        var (own, ownPath) = (settings?[ContentTemplate.Settings], $"{path}.{ContentTemplate.Settings}");
        if (own is null)
        {
            return;
        }

        if (own is not JsonObject json || json[ContentTemplate.List] is not JsonArray list)
        {
            fault($"{ownPath}.{ContentTemplate.List}", Sentence.Of("Content.List"));
            return;
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, node) in list.Index())
        {
            var at = $"{ownPath}.{ContentTemplate.List}[{index}]";
            if (node is JsonObject template)
            {
                CheckTemplate(template, at, names);
            }
            else
            {
                fault(at, Sentence.Of("Content.Object"));
            }
        }
    }

    private void CheckTemplate(JsonObject template, string path, HashSet<string> names)
    {
        foreach (var (member, _) in template.Where(member => !Members.Contains(member.Key, StringComparer.Ordinal)))
        {
            fault($"{path}.{member}", Sentence.Of("Definition.UnknownMember", member, string.Join(", ", Members)));
        }

        if (template.Text("Name") is not { Length: > 0 } name)
        {
            fault($"{path}.Name", Sentence.Of("Content.Missing", "Name"));
        }
        else if (!names.Add(name))
        {
            fault($"{path}.Name", Sentence.Of("Definition.TemplateTwice", name));
        }

        foreach (var text in (string[])["DisplayName", "Description"])
        {
            if (template[text] is { } value && value.AsText() is null)
            {
                fault($"{path}.{text}", Sentence.Of("Content.String"));
            }
        }

        if (template["Content"] is JsonObject content)
        {
            CheckBlocks(content, $"{path}.Content");
        }
        else
        {
            fault($"{path}.Content", Sentence.Of("Content.Object"));
        }
    }

    private void CheckBlocks(JsonNode? node, string path)
    {
        if (node is JsonArray array)
        {
            foreach (var (index, element) in array.Index())
            {
                CheckBlocks(element, $"{path}[{index}]");
            }
        }
        else if (node is JsonObject json)
        {
            if (json.Text("ContentType") is { } type && !types.Contains(type))
            {
                fault($"{path}.ContentType", Sentence.Of("Definition.TemplateType", type));
            }

            foreach (var (member, value) in json)
            {
                CheckBlocks(value, $"{path}.{member}");
            }
        }
    }
}
