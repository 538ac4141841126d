using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Checks items against the definitions.</summary>
/// <remarks>
/// Root ids may be missing, since a host gives them; nested items must carry theirs. Whether the items that a picker names exist is for the
/// caller, who knows the store. HTML that is not allowed is no fault: it is sanitised.
/// </remarks>
public static class ContentValidator
{
    /// <summary>What is wrong with the item, in document order; empty when nothing is. Paths start at the item: <c>$.Article.Excerpt.Text</c>.</summary>
    public static IReadOnlyList<ContentFault> Validate(ContentItem item, ContentDefinitions definitions) =>
        ValidateJson(ContentItemJson.Write(item), definitions);

    /// <summary>The same for JSON that has not been read yet: wrong JSON types of the well-known members are faults too.</summary>
    public static IReadOnlyList<ContentFault> ValidateJson(JsonNode? json, ContentDefinitions definitions)
    {
        var faults = new ContentFaults();
        try
        {
            new ItemCheck(definitions, faults).Check(json, "$", nested: false);
            if (!JsonTexts.AreStorable(json))
            {
                faults.Add("$", Sentence.Of("Content.NotStorable"));
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException)
        {
            faults.Add("$", Sentence.Of("Content.Unreadable"));
        }

        return faults.All;
    }

    /// <summary>Only the values that have none of the forms in which they mean something, for a host whose items hold more than is defined here.</summary>
    public static IReadOnlyList<ContentFault> FindBrokenForms(ContentItem item, ContentDefinitions definitions) =>
        [.. Validate(item, definitions).Where(fault => fault.BreaksForm)];
}
